package dev.mote.aot.fuzz;

import java.util.List;
import java.util.Map;

/** Writes the classes of a program's hierarchy, one source file each. */
final class ClassWriter {
    private final Hierarchy hierarchy;
    private final Dice dice;
    private final List<Signature> callable;
    private final Map<String, String> files;

    /** Everything is drawn from the dice; sources go to the files by class name. */
    ClassWriter(Hierarchy hierarchy, Dice dice, List<Signature> callable, Map<String,
            String> files) {
        this.hierarchy = hierarchy;
        this.dice = dice;
        this.callable = callable;
        this.files = files;
    }

    void write() {
        root();
        for (Hierarchy.Face each : hierarchy.faces) {
            face(each);
        }
        for (int k = 0; k < hierarchy.kinds.size(); k++) {
            kind(k, hierarchy.kinds.get(k));
        }
    }

    private Context context() {
        return new Context(dice, hierarchy, callable);
    }

    private void root() {
        Source out = Source.file();
        out.open("abstract class Node");
        out.line("static Node[] all = new Node[8];");
        out.line("int v;");
        out.line("Node next;");
        out.open("Node(int v, Node next)");
        out.line("this.v = v;");
        out.line("this.next = next == null ? this : next;");
        out.close();
        factory(out);
        out.line("Node self() { return this; }");
        out.line("int digest() { return v; }");
        out.line("@Override public String toString() { return \"Node\" + v; }");
        for (Signature method : hierarchy.methods) {
            if (hierarchy.abstractMethods.contains(method)) {
                Scope unused = new Scope();
                out.line("abstract " + method.result().java + " " + method.name() + "("
                        + Bodies.parameters(method, unused, false) + ");");
            } else {
                Context context = context();
                context.scope.add("((Node) this)", Type.NODE, true);
                context.scope.add("this.v", Type.INT, false);
                Bodies.method(method, "", context, out, 1);
            }
        }
        out.close();
        files.put("Node", out.toString());
    }

    /** Static methods that make nodes, reset the static ones and show what became of them. */
    private void factory(Source out) {
        out.open("static Node make(int k, Node next)");
        out.open("return switch (k & 7)");
        for (int k = 0; k < 7; k++) {
            out.line("case " + k + " -> new " + hierarchy.concrete(dice).name()
                    + "(k >> 3, next);");
        }
        out.line("default -> new " + hierarchy.concrete(dice).name() + "(k, null);");
        out.close(";");
        out.close();
        out.open("static void reset(int n)");
        out.open("for (int k = 0; k < 8; k++)");
        out.line("all[k] = k == n && n == 2 ? null : make(k * 9 + n, k == 0 ? null : all[k - 1]);");
        out.close();
        out.close();
        out.open("static String show()");
        out.line("int sum = 0;");
        out.open("for (Node each : all)");
        out.line("int left = 6;");
        out.open("for (Node n = each; n != null && left-- > 0; n = n.next)");
        out.line("sum = sum * 31 + n.digest();");
        out.close();
        out.close();
        out.line("return \" \" + sum;");
        out.close();
    }

    private void face(Hierarchy.Face face) {
        Source out = Source.file();
        String parent = face.parent() == null ? "" : " extends " + face.parent().name();
        out.open("interface " + face.name() + parent);
        Context context = context();
        if (face.hasDefault()) {
            Bodies.method(face.method(), "default ", context, out, 1);
        } else {
            out.line(face.method().result().java + " " + face.method().name() + "("
                    + Bodies.parameters(face.method(), context.scope, false) + ");");
        }
        out.close();
        files.put(face.name(), out.toString());
    }

    private void kind(int index, Hierarchy.Kind kind) {
        Source out = Source.file();
        StringBuilder head = new StringBuilder(kind.isAbstract() ? "abstract class " : "class ");
        head.append(kind.name()).append(" extends ")
                .append(kind.parent() == null ? "Node" : kind.parent().name());
        for (Hierarchy.Face face : kind.faces()) {
            head.append(" implements ").append(face.name());
        }
        out.open(head.toString());
        out.line("static int made = State.seen(" + (index + 100) + ");");
        for (Hierarchy.Member each : kind.fields()) {
            boolean set = each.type() != Type.NODE && each.type() != Type.OBJECT && dice.chance(60);
            out.line(each.type().java + " " + each.name()
                    + (set ? " = " + Literals.of(each.type(), dice) : "") + ";");
        }
        out.open(kind.name() + "(int v, Node next)");
        out.line("super(v" + dice.pick("", " + 1", " ^ 5") + ", next);");
        out.line("made++;");
        out.close();
        members(index, kind, out);
        out.close();
        files.put(kind.name(), out.toString());
    }

    private void members(int index, Hierarchy.Kind kind, Source out) {
        if (dice.chance(50)) {
            out.line("@Override " + kind.name() + " self() { return this; }");
        }
        if (dice.chance(40)) {
            out.line("@Override public String toString() { return \"" + kind.name() + ":\" + v; }");
        }
        out.line("@Override int digest() { return super.digest() * 31 + "
                + (index + 1) + fields(kind) + "; }");
        for (Signature method : kind.overrides()) {
            Context context = context();
            context.scope.add("((Node) this)", Type.NODE, true);
            context.scope.add("this.v", Type.INT, false);
            for (Hierarchy.Member each : kind.fields()) {
                context.scope.add("this." + each.name(), each.type(), false);
            }
            String prefix = method.owner().equals("Node") ? "@Override " : "@Override public ";
            Bodies.method(method, prefix, context, out, dice.between(1, 2));
        }
    }

    private static String fields(Hierarchy.Kind kind) {
        StringBuilder out = new StringBuilder();
        for (Hierarchy.Member each : kind.fields()) {
            if (each.type() == Type.NODE) {
                out.append(" + (").append(each.name()).append(" == null ? 3 : ").append(each.name())
                        .append(".v)");
            } else {
                out.append(" + Tools.hash(Result.of(").append(each.name()).append("))");
            }
        }
        return out.toString();
    }
}
