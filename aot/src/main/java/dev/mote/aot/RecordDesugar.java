package dev.mote.aot;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;

/**
 * A record's {@code toString}, {@code hashCode} and {@code equals}, as ObjectMethods makes them.
 */
final class RecordDesugar {
    private record Component(String name, ClassDesc type) {
    }

    private RecordDesugar() {
    }

    static byte[] make(ClassDesc self, MethodTypeDesc type, String method,
            List<ConstantDesc> arguments) {
        ClassDesc record = (ClassDesc) arguments.get(0);
        String names = (String) arguments.get(1);
        List<Component> components = new ArrayList<>();
        for (int i = 2; i < arguments.size(); i++) {
            DirectMethodHandleDesc getter = (DirectMethodHandleDesc) arguments.get(i);
            components.add(new Component(names.split(";")[i - 2],
                    getter.invocationType().returnType()));
        }
        return Desugar.factory(self, type, code -> {
            switch (method) {
                case "toString" -> text(code, record, components);
                case "hashCode" -> hash(code, record, components);
                default -> equality(code, record, components);
            }
        });
    }

    private static void text(CodeBuilder code, ClassDesc record, List<Component> components) {
        String name = record.displayName();
        Desugar.newBuilder(code);
        // A local record's class is Outer$1Name.
        Desugar.append(code, name.substring(name.lastIndexOf('$') + 1).replaceFirst("^[0-9]+", "")
                + "[");
        String separator = "";
        for (Component c : components) {
            Desugar.append(code, separator + c.name + "=");
            code.aload(0).getfield(record, c.name, c.type);
            Desugar.append(code, c.type);
            separator = ", ";
        }
        Desugar.append(code, "]");
        Desugar.returnString(code);
    }

    private static void hash(CodeBuilder code, ClassDesc record, List<Component> components) {
        code.iconst_0();
        for (Component c : components) {
            code.bipush(31).imul().aload(0).getfield(record, c.name, c.type);
            boolean primitive = c.type.isPrimitive();
            code.invokestatic(primitive ? Desugar.box(c.type) : ClassDesc.of("java.util.Objects"),
                    "hashCode", MethodTypeDesc.of(ConstantDescs.CD_int,
                            primitive ? c.type : Desugar.OBJECT));
            code.iadd();
        }
        code.ireturn();
    }

    private static void equality(CodeBuilder code, ClassDesc record, List<Component> components) {
        Label different = code.newLabel();
        code.aload(1).instanceOf(record).ifeq(different);
        for (Component c : components) {
            code.aload(0).getfield(record, c.name, c.type);
            code.aload(1).checkcast(record).getfield(record, c.name, c.type);
            if (c.type.isPrimitive()) {
                code.invokestatic(Desugar.box(c.type), "compare",
                        MethodTypeDesc.of(ConstantDescs.CD_int, c.type, c.type)).ifne(different);
            } else {
                code.invokestatic(ClassDesc.of("java.util.Objects"), "equals",
                        MethodTypeDesc.of(ConstantDescs.CD_boolean, Desugar.OBJECT,
                                Desugar.OBJECT)).ifeq(different);
            }
        }
        code.iconst_1().ireturn().labelBinding(different).iconst_0().ireturn();
    }
}
