package dev.mote.aot;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/** String concatenation: a StringBuilder, as before invokedynamic. */
final class ConcatDesugar {
    private static final char ARGUMENT = 1;
    private static final char CONSTANT = 2;

    private ConcatDesugar() {
    }

    static byte[] make(ClassDesc self, MethodTypeDesc type, List<ConstantDesc> arguments) {
        return Desugar.factory(self, type, code -> {
            Desugar.newBuilder(code);
            appendRecipe(code, type, arguments);
            Desugar.returnString(code);
        });
    }

    private static void appendRecipe(CodeBuilder code, MethodTypeDesc type,
            List<ConstantDesc> arguments) {
        String recipe = (String) arguments.get(0);
        StringBuilder text = new StringBuilder();
        int parameter = 0;
        int slot = 0;
        int constant = 1;
        for (char c : recipe.toCharArray()) {
            if (c == CONSTANT) {
                text.append(arguments.get(constant++));
            } else if (c != ARGUMENT) {
                text.append(c);
            } else {
                Desugar.append(code, text.toString());
                text.setLength(0);
                ClassDesc argument = type.parameterType(parameter++);
                TypeKind kind = TypeKind.from(argument);
                code.loadLocal(kind, slot);
                slot += kind.slotSize();
                Desugar.append(code, argument);
            }
        }
        Desugar.append(code, text.toString());
    }
}
