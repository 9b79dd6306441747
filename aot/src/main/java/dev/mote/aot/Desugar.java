package dev.mote.aot;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Each {@code invokedynamic} becomes a synthetic class with a static factory that takes the call
 * site's arguments and gives its result; from there on it is compiled like any other class.
 */
final class Desugar {
    /** Name of the factory method; no interface of Java source can have a method of that name. */
    static final String FACTORY = "-make";
    static final int PUBLIC_STATIC = ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC;
    static final ClassDesc BUILDER = ClassDesc.of("java.lang.StringBuilder");
    static final ClassDesc OBJECT = ConstantDescs.CD_Object;
    static final ClassDesc STRING = ConstantDescs.CD_String;

    private static final ClassFile CLASS_FILE =
            ClassFile.of(ClassFile.StackMapsOption.DROP_STACK_MAPS);
    /** The last version without stack maps: the compiler does not need them. */
    private static final int VERSION = ClassFile.JAVA_5_VERSION;
    private static final Map<String, String> BOXES = Map.of("I", "Integer", "J", "Long",
            "Z", "Boolean", "C", "Character", "B", "Byte", "S", "Short", "F", "Float",
            "D", "Double");
    private static final Map<String, String> UNBOX = Map.of("I", "intValue", "J", "longValue",
            "Z", "booleanValue", "C", "charValue", "B", "byteValue", "S", "shortValue",
            "F", "floatValue", "D", "doubleValue");

    private Desugar() {
    }

    /** The synthetic class of a call site. */
    static byte[] callSite(String name, InvokeDynamicInstruction call) {
        String bootstrap = call.bootstrapMethod().owner().displayName() + "."
                + call.bootstrapMethod().methodName();
        ClassDesc self = ClassDesc.ofInternalName(name);
        MethodTypeDesc type = call.typeSymbol();
        List<ConstantDesc> arguments = call.bootstrapArgs();
        String method = call.name().stringValue();
        return switch (bootstrap) {
            case "LambdaMetafactory.metafactory", "LambdaMetafactory.altMetafactory" ->
                LambdaDesugar.make(self, type, method, arguments);
            case "StringConcatFactory.makeConcatWithConstants" ->
                ConcatDesugar.make(self, type, arguments);
            case "ObjectMethods.bootstrap" -> RecordDesugar.make(self, type, method, arguments);
            case "SwitchBootstraps.typeSwitch" -> SwitchDesugar.make(self, type, arguments, false);
            case "SwitchBootstraps.enumSwitch" -> SwitchDesugar.make(self, type, arguments, true);
            default -> throw new Unsupported("invokedynamic of " + bootstrap);
        };
    }

    static byte[] build(ClassDesc self, Consumer<ClassBuilder> body) {
        return CLASS_FILE.build(self, c -> {
            c.withVersion(VERSION, 0).withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL)
                    .withSuperclass(OBJECT);
            body.accept(c);
        });
    }

    /** A class whose only member is the factory. */
    static byte[] factory(ClassDesc self, MethodTypeDesc type, Consumer<CodeBuilder> body) {
        return build(self, c -> c.withMethodBody(FACTORY, type, PUBLIC_STATIC, body));
    }

    /** {@code new System$1()} */
    static byte[] javaLangAccess(String name) {
        ClassDesc access = ClassDesc.of("java.lang.System$1");
        MethodTypeDesc type = MethodTypeDesc.of(ClassDesc.of("jdk.internal.access.JavaLangAccess"));
        return factory(ClassDesc.ofInternalName(name), type, code -> code.new_(access).dup()
                .invokespecial(access, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void).areturn());
    }

    static ClassDesc box(ClassDesc primitive) {
        return ClassDesc.of("java.lang." + BOXES.get(primitive.descriptorString()));
    }

    static boolean isVoid(ClassDesc type) {
        return type.equals(ConstantDescs.CD_void);
    }

    /** Converts the value on the stack as an invocation of a method handle would. */
    static void convert(CodeBuilder code, ClassDesc from, ClassDesc to) {
        if (from.equals(to)) {
            return;
        }
        if (from.isPrimitive() && to.isPrimitive()) {
            TypeKind source = TypeKind.from(from).asLoadable();
            TypeKind target = TypeKind.from(to).asLoadable();
            if (source != target) {
                code.conversion(source, target);
            }
        } else if (from.isPrimitive()) {
            code.invokestatic(box(from), "valueOf", MethodTypeDesc.of(box(from), from));
        } else if (to.isPrimitive()) {
            unbox(code, from, to);
        } else if (!to.equals(OBJECT)) {
            code.checkcast(to);
        }
    }

    private static void unbox(CodeBuilder code, ClassDesc from, ClassDesc to) {
        String letter = to.descriptorString();
        boolean known = false;
        for (Map.Entry<String, String> e : BOXES.entrySet()) {
            if (from.descriptorString().equals("Ljava/lang/" + e.getValue() + ";")) {
                letter = e.getKey();
                known = true;
            }
        }
        ClassDesc primitive = ClassDesc.ofDescriptor(letter);
        if (!known) {
            code.checkcast(box(primitive));
        }
        code.invokevirtual(box(primitive), UNBOX.get(letter), MethodTypeDesc.of(primitive));
        convert(code, primitive, to);
    }

    /** Appends the value on the stack to the StringBuilder below it. */
    static void append(CodeBuilder code, ClassDesc type) {
        String d = type.descriptorString();
        ClassDesc parameter = OBJECT;
        if (d.equals("B") || d.equals("S")) {
            parameter = ConstantDescs.CD_int;
        } else if (type.isPrimitive() || type.equals(STRING)) {
            parameter = type;
        }
        code.invokevirtual(BUILDER, "append", MethodTypeDesc.of(BUILDER, parameter));
    }

    static void append(CodeBuilder code, String text) {
        if (!text.isEmpty()) {
            code.ldc(text);
            append(code, STRING);
        }
    }

    static void newBuilder(CodeBuilder code) {
        code.new_(BUILDER).dup()
                .invokespecial(BUILDER, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void);
    }

    static void returnString(CodeBuilder code) {
        code.invokevirtual(BUILDER, "toString", MethodTypeDesc.of(STRING)).areturn();
    }
}
