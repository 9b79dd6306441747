package dev.mote.aot;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/** Pattern switches: (selector, first label to try) → index of the label that matches. */
final class SwitchDesugar {
    private static final ClassDesc ENUM = ClassDesc.of("java.lang.Enum");

    private SwitchDesugar() {
    }

    static byte[] make(ClassDesc self, MethodTypeDesc type, List<ConstantDesc> labels,
            boolean enumNames) {
        ClassDesc selector = type.parameterType(0);
        return Desugar.factory(self, type, code -> {
            int restart = 1;
            if (selector.isPrimitive()) {
                restart = TypeKind.from(selector).slotSize();
            } else {
                Label notNull = code.newLabel();
                code.aload(0).ifnonnull(notNull).iconst_m1().ireturn().labelBinding(notNull);
            }
            for (int i = 0; i < labels.size(); i++) {
                Label next = code.newLabel();
                code.iload(restart).loadConstant(i).if_icmpgt(next);
                test(code, selector, labels.get(i), enumNames, next);
                code.loadConstant(i).ireturn().labelBinding(next);
            }
            code.loadConstant(labels.size()).ireturn();
        });
    }

    private static void test(CodeBuilder code, ClassDesc selector, ConstantDesc label,
            boolean enumNames, Label next) {
        switch (label) {
            case ClassDesc c when selector.isPrimitive() -> {
                if (!c.equals(selector)) {
                    throw new Unsupported("switch over " + selector.displayName() + " with label "
                            + c.displayName());
                }
            }
            case ClassDesc c -> code.aload(0).instanceOf(c).ifeq(next);
            case String s when enumNames -> testName(code, s, next);
            case String s -> code.ldc(s).aload(0).invokevirtual(Desugar.STRING, "equals",
                    MethodTypeDesc.of(ConstantDescs.CD_boolean, Desugar.OBJECT)).ifeq(next);
            case Integer number -> testNumber(code, number, next);
            case DynamicConstantDesc<?> d -> testDynamic(code, selector, d, next);
            default -> throw new Unsupported("switch label " + label);
        }
    }

    private static void testName(CodeBuilder code, String name, Label next) {
        code.aload(0).checkcast(ENUM).invokevirtual(ENUM, "name",
                MethodTypeDesc.of(Desugar.STRING)).ldc(name).invokevirtual(Desugar.STRING,
                "equals", MethodTypeDesc.of(ConstantDescs.CD_boolean, Desugar.OBJECT)).ifeq(next);
    }

    private static void testNumber(CodeBuilder code, int number, Label next) {
        Label notInteger = code.newLabel();
        Label found = code.newLabel();
        ClassDesc integer = ConstantDescs.CD_Integer;
        ClassDesc character = ConstantDescs.CD_Character;
        code.aload(0).instanceOf(integer).ifeq(notInteger).aload(0).checkcast(integer)
                .invokevirtual(integer, "intValue", MethodTypeDesc.of(ConstantDescs.CD_int))
                .loadConstant(number).if_icmpeq(found).goto_(next).labelBinding(notInteger);
        code.aload(0).instanceOf(character).ifeq(next).aload(0).checkcast(character)
                .invokevirtual(character, "charValue", MethodTypeDesc.of(ConstantDescs.CD_char))
                .loadConstant(number).if_icmpne(next).labelBinding(found);
    }

    /** A primitive type (matches its own kind always) or an enum constant by class and name. */
    private static void testDynamic(CodeBuilder code, ClassDesc selector,
            DynamicConstantDesc<?> label, Label next) {
        ConstantDesc[] arguments = label.bootstrapArgs();
        if (label.bootstrapMethod().methodName().equals("primitiveClass")) {
            if (!selector.isPrimitive()
                    || !selector.descriptorString().equals(label.constantName())) {
                throw new Unsupported("switch over " + selector.displayName()
                        + " with primitive label " + label.constantName());
            }
            return;
        }
        ClassDesc enumClass = enumClass(label);
        code.aload(0).instanceOf(enumClass).ifeq(next);
        testName(code, (String) arguments[arguments.length - 1], next);
    }

    private static ClassDesc enumClass(DynamicConstantDesc<?> label) {
        for (ConstantDesc argument : label.bootstrapArgs()) {
            if (argument instanceof DynamicConstantDesc<?> inner) {
                ConstantDesc[] names = inner.bootstrapArgs();
                if (names.length > 0 && names[names.length - 1] instanceof String name) {
                    return ClassDesc.of(name);
                }
            }
        }
        throw new Unsupported("switch label " + label);
    }
}
