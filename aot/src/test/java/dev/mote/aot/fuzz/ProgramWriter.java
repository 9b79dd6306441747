package dev.mote.aot.fuzz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes one random program of package {@code fz}: the hierarchy, classes {@code K0, K1, …} of
 * static functions, and {@code Main}, which runs each function on each input. The seed decides it
 * all.
 */
final class ProgramWriter {
    /** The main class of a program. */
    static final String MAIN = "fz.Main";
    private static final int FUNCTIONS_PER_CLASS = 40;
    private static final int FUEL = 60;

    private final long seed;
    private final int functions;
    private final int inputs;

    ProgramWriter(long seed, int functions, int inputs) {
        this.seed = seed;
        this.functions = functions;
        this.inputs = inputs;
    }

    /** The sources by class name. */
    Map<String, String> write() {
        Map<String, String> files = new LinkedHashMap<>();
        Dice dice = new Dice(seed);
        Hierarchy hierarchy = new Hierarchy(dice);
        List<Signature> all = new ArrayList<>();
        for (int k = 0; k < functions; k++) {
            all.add(Signature.random("K" + k / FUNCTIONS_PER_CLASS, "f" + k % FUNCTIONS_PER_CLASS,
                    dice));
        }
        List<Signature> first = all.subList(0, Math.min(20, functions));
        new ClassWriter(hierarchy, dice, first, files).write();
        InitialiserWriter.write(dice, files);
        for (Feature each : hierarchy.features) {
            each.declare(dice, hierarchy, files);
        }
        int classes = 0;
        for (int from = 0; from < functions; from += FUNCTIONS_PER_CLASS) {
            int to = Math.min(functions, from + FUNCTIONS_PER_CLASS);
            files.put("K" + classes++, functionClass(hierarchy, all, from, to));
        }
        files.put("Main", main(classes));
        return files;
    }

    private String functionClass(Hierarchy hierarchy, List<Signature> all, int from, int to) {
        Source out = Source.file();
        String name = all.get(from).owner();
        out.open("final class " + name);
        for (int k = from; k < to; k++) {
            List<Signature> callable = all.subList(Math.max(0, k - 30), k);
            Bodies.function(all.get(k), seed * 1_000_003 + k, hierarchy, callable, out);
        }
        dispatcher(all.subList(from, to), out);
        runner(name, to - from, out);
        out.close();
        return out.toString();
    }

    /** A method that calls function f with the n-th row of inputs. */
    private static void dispatcher(List<Signature> functions, Source out) {
        out.open("static String call(int f, int n)");
        out.open("switch (f)");
        for (int k = 0; k < functions.size(); k++) {
            Signature each = functions.get(k);
            StringBuilder arguments = new StringBuilder();
            for (int p = 0; p < each.parameters().size(); p++) {
                arguments.append(p > 0 ? ", " : "").append(input(each.parameters().get(p), k
                        + p * 5));
            }
            String call = each.name() + "(" + arguments + ")";
            out.line("case " + k + ": return "
                    + (each.result() == Type.NODE ? "\"\" + " + call : "Result.of(" + call + ")")
                    + ";");
        }
        out.line("default: throw new IllegalArgumentException();");
        out.close();
        out.close();
    }

    private static String input(Type type, int shift) {
        return switch (type) {
            case OBJECT -> "Inputs.objectAt(n + " + shift + ")";
            case NODE -> "Node.all[n + " + shift + " & 7]";
            case SHAPE -> "Inputs.shapeAt(n + " + shift + ")";
            case TEXT -> "Inputs.textAt(n + " + shift + ")";
            default -> type.isArray() ? "Inputs.intsAt(n + " + shift + ")"
                    : "Inputs." + type.java + "At(n + " + shift + ")";
        };
    }

    private void runner(String name, int count, Source out) {
        out.open("static void run(int n)");
        out.open("for (int f = 0; f < " + count + "; f++)");
        out.line("State.reset(" + FUEL + ");");
        out.line("Node.reset(n);");
        out.line("String result;");
        out.open("try");
        out.line("result = call(f, n);");
        out.next("catch (Throwable e)");
        out.line("result = Result.of(e);");
        out.close();
        out.line("State.fuel = 0;");
        out.line("Result.print(\"" + name + ".f\" + f, n, result, Node.show());");
        out.close();
        out.close();
    }

    private String main(int classes) {
        Source out = new Source();
        out.line("package fz;");
        out.open("public final class Main");
        out.open("public static void main(String[] args)");
        out.open("for (int n = 0; n < " + inputs + "; n++)");
        for (int k = 0; k < classes; k++) {
            out.line("K" + k + ".run(n);");
        }
        out.close();
        out.close();
        out.close();
        return out.toString();
    }
}
