package dev.mote.aot;

import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ConstantInstruction.LoadConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ConstantDesc;

/** Constants, fields, arrays, allocation and casts, each with the checks that Java asks for. */
final class Memory {
    private final MethodBody body;

    Memory(MethodBody body) {
        this.body = body;
    }

    void constant(ConstantInstruction c) {
        if (c instanceof LoadConstantInstruction l) {
            switch (l.constantEntry()) {
                case StringEntry s -> body.stack().pushSymbol('A',
                        body.reach.strings.reference(s.stringValue()));
                case ClassEntry e -> body.stack().pushSymbol('A',
                        "CLASS(ID_" + load(e.asInternalName()).cName + ")");
                default -> number(c.constantValue());
            }
        } else if (c.typeKind() == TypeKind.REFERENCE) {
            body.stack().pushSymbol('A', "0");
        } else {
            number(c.constantValue());
        }
    }

    private void number(ConstantDesc value) {
        char kind = switch (value) {
            case Integer i -> 'I';
            case Long l -> 'J';
            case Float f -> 'F';
            case Double d -> 'D';
            default -> throw new Unsupported("constant " + value + " in " + body.method);
        };
        body.stack().pushSymbol(kind, Types.number(value));
    }

    private JavaClass load(String internalName) {
        return body.reach.world.load(internalName);
    }

    void field(FieldInstruction f) {
        JavaField field = Resolution.field(load(f.owner().asInternalName()),
                f.name().stringValue(), f.type().stringValue());
        String mask = field.descriptor.equals("Z") ? " & 1;" : ";";
        switch (f.opcode()) {
            case GETSTATIC -> {
                if (field.constant == null || !field.isFinal()) {
                    body.calls.initialise(field.owner);
                }
                body.now.add(body.push(field.kind()), " = ", field.cName, ";");
            }
            case PUTSTATIC -> {
                body.calls.initialise(field.owner);
                body.now.add(field.cName, " = ", body.pop(), mask);
            }
            case GETFIELD -> {
                String object = body.pop();
                body.checkNull(object);
                body.now.add(body.push(field.kind()), " = ", place(field, object), ";");
            }
            default -> {
                String value = body.pop();
                String object = body.pop();
                body.checkNull(object);
                body.now.add(place(field, object), " = ", value, mask);
            }
        }
    }

    private static String place(JavaField field, String object) {
        return "((struct s_" + field.owner.cName + "*)" + object + ")->" + field.cName;
    }

    void load(ArrayLoadInstruction a) {
        String index = body.pop();
        String array = body.pop();
        checkIndex(array, index);
        String element = Types.stored(Types.element(a.typeKind()));
        body.now.add(body.push(Types.kind(a.typeKind())), " = GET(", element, ", ", array,
                ", ", index, ");");
    }

    void store(ArrayStoreInstruction a) {
        String value = body.pop();
        String index = body.pop();
        String array = body.pop();
        checkIndex(array, index);
        if (a.typeKind() == TypeKind.REFERENCE) {
            body.now.add("if (U(", value, " && !CAN_STORE(", array, ", ", value,
                    "))) { Faults_arrayStore(", value, "); ", body.raise(), " } ");
        }
        body.now.add("PUT(", Types.stored(Types.element(a.typeKind())), ", ", array, ", ",
                index, ", ", value, ");");
    }

    private void checkIndex(String array, String index) {
        body.checkNull(array);
        body.now.add("if (U((uint32_t)", index, " >= (uint32_t)LENGTH(", array,
                "))) { bad_index = ", index, "; bad_array = ", array, "; goto ",
                body.handlers.boundsCheck(body.handlerList(),
                body.line()), "; } ");
        body.method.throwsItself = true;
    }

    void newObject(NewObjectInstruction n) {
        JavaClass c = load(n.className().asInternalName());
        body.calls.initialise(c);
        allocate("new_object(ID_" + c.cName + ")");
    }

    private void allocate(String expression) {
        String result = body.push('A');
        body.method.collectsItself = true;
        body.now.add(result, " = ", expression, "; if (U(!", result, ")) ", body.raise(),
                Statement.KEEP_OUT);
    }

    void newArray(NewPrimitiveArrayInstruction n) {
        String letter = switch (n.typeKind()) {
            case BOOLEAN -> "Z";
            case BYTE -> "B";
            case CHAR -> "C";
            case SHORT -> "S";
            default -> String.valueOf(Types.kind(n.typeKind()));
        };
        newArray("[" + letter);
    }

    void newArray(String arrayType) {
        JavaClass c = load(arrayType);
        String length = body.pop();
        allocate("new_array(ID_" + c.cName + ", " + length + ")");
    }

    void newMultiArray(NewMultiArrayInstruction n) {
        String[] lengths = new String[n.dimensions()];
        for (int i = lengths.length - 1; i >= 0; i--) {
            lengths[i] = body.pop();
        }
        JavaClass c = load(n.arrayType().asInternalName());
        body.now.add("{ jint lengths[] = {", String.join(", ", lengths), "}; ");
        allocate("new_multi_array(ID_" + c.cName + ", " + lengths.length + ", lengths)");
        body.now.add(" }");
    }

    void checkType(TypeCheckInstruction t) {
        JavaClass c = load(t.type().asInternalName());
        String object = body.pop();
        if (t.opcode() == Opcode.INSTANCEOF) {
            body.now.add(body.push('I'), " = ", object, " && IS_", c.cName, "(", object, ");");
            return;
        }
        if (c != body.reach.world.object()) {
            body.now.add("if (U(", object, " && !IS_", c.cName, "(", object,
                    "))) { Faults_cast(", object, ", ID_", c.cName, "); ", body.raise(), " }");
        }
        if (object.startsWith("s")) {
            body.push('A');
        } else {
            body.stack().pushSymbol('A', object);
        }
    }
}
