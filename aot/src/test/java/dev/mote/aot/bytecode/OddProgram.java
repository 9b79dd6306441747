package dev.mote.aot.bytecode;

import java.io.IOException;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Writes a class whose {@code main} prints what each odd sequence of instructions comes to. */
final class OddProgram {
    static final String NAME = "odd.Odd";
    private static final ClassDesc SELF = ClassDesc.of(NAME);
    private static final ClassDesc OUT = ClassDesc.of("java.io.PrintStream");
    private static final MethodTypeDesc TO_INT = MethodTypeDesc.of(ConstantDescs.CD_int);
    private static final MethodTypeDesc TO_LONG = MethodTypeDesc.of(ConstantDescs.CD_long);
    private static final int STATIC = ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC;

    /** A method to print: its name and what it returns. */
    private record Step(String name, MethodTypeDesc type) {}

    private final List<Step> steps = new ArrayList<>();
    private ClassBuilder type;

    static void write(Path folder) throws IOException {
        Path file = folder.resolve("odd/Odd.class");
        Files.createDirectories(file.getParent());
        Files.write(file, ClassFile.of().build(SELF, new OddProgram()::fill));
    }

    private void fill(ClassBuilder builder) {
        type = builder.withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL);
        type.withField("flag", ConstantDescs.CD_boolean, STATIC);
        type.withField("octet", ConstantDescs.CD_byte, STATIC);
        type.withField("letter", ConstantDescs.CD_char, STATIC);
        type.withField("number", ConstantDescs.CD_int, STATIC);
        stack();
        narrow();
        locals();
        changes();
        switches();
        handlers();
        comparisons();
        type.withMethodBody("main", MethodTypeDesc.ofDescriptor("([Ljava/lang/String;)V"), STATIC,
                code -> {
                    for (Step each : steps) {
                        print(code, each);
                    }
                    code.return_();
                });
    }

    private void step(String name, MethodTypeDesc result, Consumer<CodeBuilder> body) {
        type.withMethodBody(name, result, STATIC, body);
        steps.add(new Step(name, result));
    }

    private static void print(CodeBuilder code, Step step) {
        code.getstatic(ClassDesc.of("java.lang.System"), "out", OUT).ldc(step.name() + " ")
                .invokestatic(SELF, step.name(), step.type());
        ClassDesc shown = step.type().returnType();
        ClassDesc wide = shown.equals(ConstantDescs.CD_long) ? shown : ConstantDescs.CD_int;
        code.invokestatic(ConstantDescs.CD_String, "valueOf",
                        MethodTypeDesc.of(ConstantDescs.CD_String, wide))
                .invokevirtual(ConstantDescs.CD_String, "concat",
                        MethodTypeDesc.of(ConstantDescs.CD_String, ConstantDescs.CD_String))
                .invokevirtual(OUT, "println",
                        MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_String));
    }

    private void stack() {
        step("swap", TO_INT, c -> c.bipush(7).bipush(2).swap().isub().ireturn());
        step("dupX1", TO_INT, c -> c.bipush(7).bipush(2).dup_x1().isub().imul().ireturn());
        step("dupX2", TO_INT, c -> c.bipush(7).bipush(2).bipush(3).dup_x2().imul().isub().imul()
                .ireturn());
        step("dupX2BelowLong", TO_LONG, c -> c.ldc(70L).bipush(3).dup_x2().i2l().ladd().l2i()
                .isub().i2l().lreturn());
        step("dup2Pair", TO_INT, c -> c.bipush(9).bipush(4).dup2().isub().iadd().isub().ireturn());
        step("dup2Long", TO_LONG, c -> c.ldc(1L << 40).dup2().lmul().lreturn());
        step("dup2X1Long", TO_LONG, c -> c.bipush(5).ldc(1L << 33).dup2_x1().l2i().iadd().i2l()
                .ladd().lreturn());
        step("dup2X2Longs", TO_LONG, c -> c.ldc(100L).ldc(7L).dup2_x2().lsub().lmul().lreturn());
        step("dup2X2Ints", TO_INT, c -> c.bipush(1).bipush(2).bipush(3).bipush(4).dup2_x2().imul()
                .iadd().imul().isub().imul().ireturn());
        step("pop2", TO_INT, c -> c.bipush(5).ldc(9L).pop2().bipush(1).bipush(2).pop2().nop()
                .ireturn());
        step("heldOverABranch", TO_INT, c -> {
            Label other = c.newLabel();
            Label end = c.newLabel();
            c.bipush(40).getstatic(SELF, "number", ConstantDescs.CD_int).ifeq(other).bipush(1)
                    .goto_(end).labelBinding(other).bipush(2).labelBinding(end).iadd().ireturn();
        });
        step("heldOverALoop", TO_INT, c -> {
            Label top = c.newLabel();
            c.iconst_0().bipush(5).istore(0).bipush(100).labelBinding(top).iload(0).iadd()
                    .iinc(0, -1).iload(0).ifgt(top).iadd().ireturn();
        });
        step("heldOverAThrowingCall", TO_INT, c -> c.bipush(30).ldc("12").invokestatic(
                ClassDesc.of("java.lang.Integer"), "parseInt",
                MethodTypeDesc.ofDescriptor("(Ljava/lang/String;)I")).isub().ireturn());
    }

    private void narrow() {
        step("booleanField", TO_INT, c -> c.bipush(6).putstatic(SELF, "flag",
                ConstantDescs.CD_boolean).getstatic(SELF, "flag", ConstantDescs.CD_boolean)
                .ireturn());
        step("byteField", TO_INT, c -> c.sipush(300).putstatic(SELF, "octet",
                ConstantDescs.CD_byte).getstatic(SELF, "octet", ConstantDescs.CD_byte).ireturn());
        step("charField", TO_INT, c -> c.iconst_m1().putstatic(SELF, "letter",
                ConstantDescs.CD_char).getstatic(SELF, "letter", ConstantDescs.CD_char).ireturn());
        type.withMethodBody("wideBoolean", MethodTypeDesc.of(ConstantDescs.CD_boolean), STATIC,
                c -> c.bipush(6).ireturn());
        type.withMethodBody("wideByte", MethodTypeDesc.of(ConstantDescs.CD_byte), STATIC,
                c -> c.sipush(300).ireturn());
        type.withMethodBody("wideShort", MethodTypeDesc.of(ConstantDescs.CD_short), STATIC,
                c -> c.ldc(70000).ireturn());
        step("booleanReturn", TO_INT, c -> c.invokestatic(SELF, "wideBoolean",
                MethodTypeDesc.of(ConstantDescs.CD_boolean)).ireturn());
        step("byteReturn", TO_INT, c -> c.invokestatic(SELF, "wideByte",
                MethodTypeDesc.of(ConstantDescs.CD_byte)).ireturn());
        step("shortReturn", TO_INT, c -> c.invokestatic(SELF, "wideShort",
                MethodTypeDesc.of(ConstantDescs.CD_short)).ireturn());
        // Not here: other values than 0 and 1 stored in a boolean array. HotSpot masks them; the
        // binary would have to ask at each store whether the bytes are booleans, for what no Java
        // compiler writes.
        step("byteArray", TO_INT, c -> c.iconst_1().newarray(TypeKind.BYTE).dup().iconst_0()
                .sipush(200).bastore().iconst_0().baload().ireturn());
        step("charArray", TO_INT, c -> c.iconst_1().newarray(TypeKind.CHAR).dup().iconst_0()
                .iconst_m1().castore().iconst_0().caload().ireturn());
        step("shortArray", TO_INT, c -> c.iconst_1().newarray(TypeKind.SHORT).dup().iconst_0()
                .ldc(40000).sastore().iconst_0().saload().ireturn());
    }

    private void locals() {
        step("slotOfSeveralTypes", TO_LONG, c -> c.ldc("text").astore(0).ldc(3L).lstore(1)
                .aload(0).invokevirtual(ConstantDescs.CD_String, "length", TO_INT).istore(0)
                .dconst_1().dstore(2).iload(0).i2l().dload(2).d2l().ladd().fconst_2().fstore(1)
                .fload(1).f2l().ladd().lreturn());
        step("manyLocals", TO_INT, c -> c.sipush(1000).istore(300).iinc(300, 1000).iload(300)
                .ireturn());
        step("increments", TO_INT, c -> c.iconst_0().istore(0).iinc(0, -128).iinc(0, 127)
                .iinc(0, -32768).iload(0).ireturn());
    }

    /** What lies on the stack is the value of before, whatever happens to its variable. */
    private void changes() {
        step("loadedBeforeIncrement", TO_INT, c -> c.bipush(5).istore(0).iload(0).iinc(0, 3)
                .iload(0).dup_x1().iinc(0, 100).isub().iload(0).imul().iadd().ireturn());
        step("loadedBeforeStore", TO_LONG, c -> c.ldc(7L).lstore(0).lload(0).lload(0).ldc(9L)
                .lstore(0).lload(0).lmul().ladd().ldc(1L).lstore(1).lload(1).ladd().lreturn());
        step("loadedBeforeOtherType", TO_INT, c -> c.ldc("abc").astore(0).aload(0).bipush(40)
                .istore(0).iload(0).swap().invokevirtual(ConstantDescs.CD_String, "length", TO_INT)
                .iadd().ireturn());
        step("loadedBeforeABranch", TO_INT, c -> {
            Label skip = c.newLabel();
            c.bipush(5).istore(0).iload(0).getstatic(SELF, "number", ConstantDescs.CD_int)
                    .ifne(skip).bipush(90).istore(0).labelBinding(skip).iload(0).iadd().ireturn();
        });
        step("loadedBeforeALoop", TO_INT, c -> {
            Label top = c.newLabel();
            c.bipush(5).istore(0).iload(0).iload(0).labelBinding(top).iinc(0, -1).iload(0).swap()
                    .dup_x1().iadd().swap().pop().iload(0).ifgt(top).bipush(10).imul().iadd()
                    .ireturn();
        });
        step("loadedBeforeAHandler", TO_INT, c -> {
            Label start = c.newLabel();
            Label end = c.newLabel();
            Label handler = c.newLabel();
            c.bipush(5).istore(0).labelBinding(start).iload(0).bipush(6).istore(0).iload(0)
                    .iconst_0().idiv().iadd().ireturn().labelBinding(end).labelBinding(handler)
                    .pop().iload(0).ireturn().exceptionCatchAll(start, end, handler);
        });
        step("fieldLoadedBeforePut", TO_INT, c -> c.bipush(3).putstatic(SELF, "number",
                ConstantDescs.CD_int).getstatic(SELF, "number", ConstantDescs.CD_int).bipush(8)
                .putstatic(SELF, "number", ConstantDescs.CD_int)
                .getstatic(SELF, "number", ConstantDescs.CD_int).bipush(10).imul().iadd()
                .ireturn());
        step("elementLoadedBeforeStore", TO_INT, c -> c.iconst_1().newarray(TypeKind.INT).astore(0)
                .aload(0).iconst_0().bipush(4).iastore().aload(0).iconst_0().iaload().aload(0)
                .iconst_0().bipush(7).iastore().aload(0).iconst_0().iaload().bipush(10).imul()
                .iadd().ireturn());
    }

    private void switches() {
        int[] keys = {Integer.MIN_VALUE, -1, 0, 7, Integer.MAX_VALUE};
        step("lookups", TO_INT, c -> {
            c.iconst_0().istore(0);
            for (int key : keys) {
                List<SwitchCase> cases = new ArrayList<>();
                for (int each : keys) {
                    cases.add(SwitchCase.of(each, c.newLabel()));
                }
                Label none = c.newLabel();
                Label end = c.newLabel();
                c.ldc(key == 7 ? 8 : key).lookupswitch(none, cases);
                for (int k = 0; k < keys.length; k++) {
                    c.labelBinding(cases.get(k).target()).iinc(0, 1 << k).goto_(end);
                }
                c.labelBinding(none).iinc(0, 1000).labelBinding(end);
            }
            c.iload(0).ireturn();
        });
        step("tables", TO_INT, c -> {
            c.iconst_0().istore(0);
            // A table up to the greatest int is beyond the JDK's own reader of class files.
            int low = Integer.MAX_VALUE - 2;
            for (int value : new int[] {Integer.MAX_VALUE, Integer.MIN_VALUE, low, low + 1, 5}) {
                Label none = c.newLabel();
                Label one = c.newLabel();
                Label end = c.newLabel();
                c.ldc(value).tableswitch(low, low + 1, none,
                        List.of(SwitchCase.of(low, one)));
                c.labelBinding(one).iinc(0, 1).goto_(end).labelBinding(none).iinc(0, 100)
                        .labelBinding(end);
            }
            c.iload(0).ireturn();
        });
    }

    private void handlers() {
        step("handlerThatGuardsItself", TO_INT, c -> {
            Label start = c.newLabel();
            Label handler = c.newLabel();
            Label end = c.newLabel();
            Label out = c.newLabel();
            c.iconst_0().istore(0).labelBinding(start).iconst_1().iconst_0().idiv().pop().goto_(out)
                    .labelBinding(handler).pop().iinc(0, 1).iload(0).bipush(5).if_icmpge(out)
                    .aconst_null().athrow().labelBinding(out).iload(0).ireturn().labelBinding(end)
                    .exceptionCatchAll(start, end, handler);
        });
        step("firstHandlerThatFits", TO_INT, c -> {
            Label start = c.newLabel();
            Label end = c.newLabel();
            Label first = c.newLabel();
            Label second = c.newLabel();
            c.labelBinding(start).iconst_1().iconst_0().irem().ireturn().labelBinding(end)
                    .labelBinding(first).pop().iconst_1().ireturn().labelBinding(second).pop()
                    .iconst_2().ireturn()
                    .exceptionCatch(start, end, first, ClassDesc.of("java.lang.Error"))
                    .exceptionCatch(start, end, second, ClassDesc.of("java.lang.RuntimeException"))
                    .exceptionCatch(start, end, first, ConstantDescs.CD_Throwable);
        });
        step("throwOfNull", TO_INT, c -> {
            Label start = c.newLabel();
            Label end = c.newLabel();
            Label handler = c.newLabel();
            c.labelBinding(start).aconst_null().athrow().labelBinding(end).labelBinding(handler)
                    .instanceOf(ClassDesc.of("java.lang.NullPointerException")).ireturn()
                    .exceptionCatchAll(start, end, handler);
        });
        step("stackDroppedByAHandler", TO_INT, c -> {
            Label start = c.newLabel();
            Label end = c.newLabel();
            Label handler = c.newLabel();
            c.bipush(3).istore(0).labelBinding(start).bipush(50).ldc(2L).iload(0).iconst_0().idiv()
                    .i2l().ladd().l2i().iadd().ireturn().labelBinding(end).labelBinding(handler)
                    .pop().iload(0).ireturn().exceptionCatchAll(start, end, handler);
        });
        step("nullTests", TO_INT, c -> c.aconst_null().checkcast(ConstantDescs.CD_String)
                .instanceOf(ConstantDescs.CD_Object).bipush(10).iadd().ireturn());
    }

    private void comparisons() {
        step("fcmp", TO_INT, c -> c.ldc(Float.NaN).fconst_0().fcmpl().bipush(10).imul()
                .ldc(Float.NaN).fconst_0().fcmpg().iadd().ireturn());
        step("dcmp", TO_INT, c -> c.dconst_0().ldc(Double.NaN).dcmpl().bipush(10).imul().ldc(-0.0)
                .dconst_0().dcmpg().iadd().ireturn());
        step("lcmp", TO_INT, c -> c.ldc(Long.MIN_VALUE).lconst_1().lcmp().bipush(10).imul()
                .ldc(Long.MAX_VALUE).ldc(-1L).lcmp().iadd().ireturn());
        step("multiArray", TO_INT, c -> {
            ClassDesc cube = ClassDesc.ofDescriptor("[[[I");
            c.iconst_2().iconst_3().multianewarray(cube, 2).dup().arraylength().swap().iconst_1()
                    .aaload().dup().arraylength().swap().iconst_0().aaload().instanceOf(
                            ClassDesc.ofDescriptor("[I")).iadd().bipush(10).imul().iadd()
                    .ireturn();
        });
        step("shiftsByMore", TO_LONG, c -> c.iconst_1().bipush(33).ishl().i2l().lconst_1()
                .bipush(65).lshl().ladd().ldc(-1L).sipush(-1).lushr().ladd().lreturn());
        step("conversions", TO_INT, c -> c.ldc(1e30).d2f().f2i().i2b().ldc(-1e30f).f2l().l2i()
                .iadd().ldc(3.99).d2i().iadd().ldc(70000).i2c().iadd().ldc(70000).i2s().iadd()
                .ireturn());
    }
}
