package dev.mote.aot;

import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A method and what the passes find out about it. */
final class JavaMethod {
    final JavaClass owner;
    final String name;
    final String descriptor;
    final int flags;
    final MethodModel model;
    final MethodTypeDesc type;
    final String cName;

    boolean reached;
    /** The method that first reached this one: the way back to main. */
    JavaMethod reachedFrom;
    /** Compiled in place of this method. */
    JavaMethod substitute;
    /** The C function of the run time that implements it. */
    Natives.Native nativeFunction;
    /** A native method outside the platform: an extern C function. */
    boolean isExtern;
    /** Reason why reachability does not enter it; calling it throws an Error that says so. */
    String cut;
    /** Call site index in the bytecode → factory method of the synthetic class. */
    final Map<Integer, JavaMethod> dynamicCalls = new LinkedHashMap<>();

    CodeModel code;
    List<CodeElement> elements;
    final Map<Label, Integer> labels = new HashMap<>();
    MethodBody body;
    final Set<Callee> calls = new LinkedHashSet<>();
    boolean throwsItself;
    boolean collectsItself;
    boolean mayThrow;
    boolean mayCollect;
    boolean recursive;
    /** Not reached from the methods said to be hot: placed apart, so that it can leave memory. */
    boolean cold;

    JavaMethod(JavaClass owner, MethodModel model, int number) {
        this.owner = owner;
        this.model = model;
        this.name = model.methodName().stringValue();
        this.descriptor = model.methodType().stringValue();
        this.flags = model.flags().flagsMask();
        this.type = model.methodTypeSymbol();
        this.cName = owner.name.equals("mote/Faults") && !name.startsWith("<")
                ? "Faults_" + name
                : "m" + number + "_" + Types.identifier(owner.simpleName() + "_" + name);
    }

    boolean isStatic() {
        return (flags & 0x8) != 0;
    }

    boolean isPrivate() {
        return (flags & 0x2) != 0;
    }

    boolean isAbstract() {
        return (flags & 0x400) != 0;
    }

    boolean isNative() {
        return (flags & 0x100) != 0;
    }

    boolean isConstructor() {
        return name.equals("<init>");
    }

    /** Public or protected: overridden from any package. */
    boolean isWidelyVisible() {
        return (flags & 0x5) != 0;
    }

    /** Needs no dispatch: nothing can override it. */
    boolean isFixed() {
        return isPrivate() || isConstructor() || (flags & 0x10) != 0 || owner.isFinal();
    }

    String key() {
        return name + descriptor;
    }

    /** What a call of this method really calls. */
    JavaMethod target() {
        return substitute != null ? substitute : this;
    }

    String functionName() {
        return nativeFunction != null ? nativeFunction.function() : cName;
    }

    String dotted() {
        return owner.dotted() + "." + name;
    }

    /** The class that people know: a substitute is called like what it stands for. */
    String ownerName() {
        return owner.isSubstitutes() ? owner.simpleName().replace('_', '.') : owner.dotted();
    }

    /** {@code A < B < C}, the innermost first. */
    String path() {
        StringBuilder out = new StringBuilder(dotted());
        int shown = 0;
        for (JavaMethod m = reachedFrom; m != null && shown < 12; m = m.reachedFrom, shown++) {
            out.append(" < ").append(m.dotted());
        }
        return out.toString();
    }

    /** The C head of this method's function under the given name. */
    String head(String function) {
        StringBuilder out = new StringBuilder(Types.variable(Types.resultKind(type)))
                .append(' ').append(function).append('(');
        String separator = "";
        int slot = 0;
        if (!isStatic()) {
            out.append("jref l0_A");
            separator = ", ";
            slot = 1;
        }
        for (int i = 0; i < type.parameterCount(); i++) {
            char kind = Types.kind(type.parameterType(i).descriptorString());
            out.append(separator).append(Types.variable(kind)).append(" l").append(slot)
                    .append('_').append(kind);
            slot += Types.slots(kind);
            separator = ", ";
        }
        return out.append(separator.isEmpty() ? "void)" : ")").toString();
    }

    /** The parameters' names, for passing them on. */
    String arguments() {
        String head = head("f");
        String inside = head.substring(head.indexOf('(') + 1, head.length() - 1);
        return inside.equals("void") ? "" : inside.replaceAll("[a-z]+ (l\\d+_[A-Z])", "$1");
    }

    @Override
    public String toString() {
        return dotted() + descriptor;
    }
}
