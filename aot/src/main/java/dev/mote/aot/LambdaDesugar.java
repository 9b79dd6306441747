package dev.mote.aot;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;

/** Lambdas and method references: a class with the captured values as fields. */
final class LambdaDesugar {
    private static final int FLAG_SERIALIZABLE = 1;
    private static final int FLAG_MARKERS = 2;
    private static final int FLAG_BRIDGES = 4;

    private final ClassDesc self;
    private final MethodTypeDesc captured;
    private final String method;
    private final DirectMethodHandleDesc target;
    /** The interface method with its type arguments filled in. */
    private final MethodTypeDesc instantiated;
    private final List<ClassDesc> interfaces = new ArrayList<>();
    private final List<MethodTypeDesc> erased = new ArrayList<>();

    private LambdaDesugar(ClassDesc self, MethodTypeDesc captured, String method,
            List<ConstantDesc> arguments) {
        this.self = self;
        this.captured = captured;
        this.method = method;
        erased.add((MethodTypeDesc) arguments.get(0));
        target = (DirectMethodHandleDesc) arguments.get(1);
        instantiated = (MethodTypeDesc) arguments.get(2);
        interfaces.add(captured.returnType());
        if (arguments.size() > 3) {
            readAlternative(arguments);
        }
    }

    static byte[] make(ClassDesc self, MethodTypeDesc captured, String method,
            List<ConstantDesc> arguments) {
        LambdaDesugar lambda = new LambdaDesugar(self, captured, method, arguments);
        return Desugar.build(self, lambda::members);
    }

    private void readAlternative(List<ConstantDesc> arguments) {
        int flags = (Integer) arguments.get(3);
        int at = 4;
        if ((flags & FLAG_SERIALIZABLE) != 0) {
            interfaces.add(ClassDesc.of("java.io.Serializable"));
        }
        if ((flags & FLAG_MARKERS) != 0) {
            for (int n = (Integer) arguments.get(at++); n > 0; n--) {
                interfaces.add((ClassDesc) arguments.get(at++));
            }
        }
        if ((flags & FLAG_BRIDGES) != 0) {
            for (int n = (Integer) arguments.get(at++); n > 0; n--) {
                erased.add((MethodTypeDesc) arguments.get(at++));
            }
        }
    }

    private void members(ClassBuilder c) {
        c.withInterfaceSymbols(interfaces.stream().distinct().toList());
        for (int i = 0; i < captured.parameterCount(); i++) {
            c.withField("captured" + i, captured.parameterType(i), ClassFile.ACC_FINAL);
        }
        MethodTypeDesc constructor = captured.changeReturnType(ConstantDescs.CD_void);
        c.withMethodBody(ConstantDescs.INIT_NAME, constructor, 0, this::construct);
        if (captured.parameterCount() == 0) {
            c.withField("instance", captured.returnType(), ClassFile.ACC_STATIC);
        }
        c.withMethodBody(Desugar.FACTORY, captured, Desugar.PUBLIC_STATIC, code -> {
            if (captured.parameterCount() == 0) {
                makeOnce(code, constructor);
            } else {
                makeNew(code, constructor);
            }
        });
        for (MethodTypeDesc type : erased) {
            c.withMethodBody(method, type, ClassFile.ACC_PUBLIC, code -> forward(code, type));
        }
    }

    private void construct(CodeBuilder code) {
        code.aload(0).invokespecial(Desugar.OBJECT, ConstantDescs.INIT_NAME,
                ConstantDescs.MTD_void);
        int slot = 1;
        for (int i = 0; i < captured.parameterCount(); i++) {
            TypeKind kind = TypeKind.from(captured.parameterType(i));
            code.aload(0).loadLocal(kind, slot)
                    .putfield(self, "captured" + i, captured.parameterType(i));
            slot += kind.slotSize();
        }
        code.return_();
    }

    /** A lambda that captures nothing is one object. */
    private void makeOnce(CodeBuilder code, MethodTypeDesc constructor) {
        Label made = code.newLabel();
        ClassDesc type = captured.returnType();
        code.getstatic(self, "instance", type).ifnonnull(made)
                .new_(self).dup().invokespecial(self, ConstantDescs.INIT_NAME, constructor)
                .putstatic(self, "instance", type)
                .labelBinding(made).getstatic(self, "instance", type).areturn();
    }

    private void makeNew(CodeBuilder code, MethodTypeDesc constructor) {
        code.new_(self).dup();
        int slot = 0;
        for (ClassDesc parameter : captured.parameterList()) {
            TypeKind kind = TypeKind.from(parameter);
            code.loadLocal(kind, slot);
            slot += kind.slotSize();
        }
        code.invokespecial(self, ConstantDescs.INIT_NAME, constructor).areturn();
    }

    /** Calls the target with the captured values and then the arguments, converted. */
    private void forward(CodeBuilder code, MethodTypeDesc type) {
        MethodTypeDesc targetType = target.invocationType();
        if (target.kind() == DirectMethodHandleDesc.Kind.CONSTRUCTOR) {
            code.new_(target.owner()).dup();
        }
        int at = 0;
        for (int i = 0; i < captured.parameterCount(); i++) {
            ClassDesc from = captured.parameterType(i);
            code.aload(0).getfield(self, "captured" + i, from);
            Desugar.convert(code, from, targetType.parameterType(at++));
        }
        int slot = 1;
        for (int i = 0; i < type.parameterCount(); i++) {
            ClassDesc from = type.parameterType(i);
            ClassDesc filled = instantiated.parameterType(i);
            code.loadLocal(TypeKind.from(from), slot);
            slot += TypeKind.from(from).slotSize();
            if (!from.isPrimitive() && !filled.isPrimitive() && !filled.equals(from)
                    && !filled.equals(Desugar.OBJECT)) {
                code.checkcast(filled);
                from = filled;
            }
            Desugar.convert(code, from, targetType.parameterType(at++));
        }
        call(code);
        returnResult(code, targetType.returnType(), type.returnType());
    }

    private void call(CodeBuilder code) {
        ClassDesc owner = target.owner();
        String name = target.methodName();
        MethodTypeDesc type = MethodTypeDesc.ofDescriptor(target.lookupDescriptor());
        switch (target.kind()) {
            case STATIC -> code.invokestatic(owner, name, type, false);
            case INTERFACE_STATIC -> code.invokestatic(owner, name, type, true);
            case VIRTUAL -> code.invokevirtual(owner, name, type);
            case INTERFACE_VIRTUAL -> code.invokeinterface(owner, name, type);
            case SPECIAL -> code.invokespecial(owner, name, type, false);
            case INTERFACE_SPECIAL -> code.invokespecial(owner, name, type, true);
            case CONSTRUCTOR -> code.invokespecial(owner, ConstantDescs.INIT_NAME, type);
            default -> throw new Unsupported("method handle of kind " + target.kind());
        }
    }

    private void returnResult(CodeBuilder code, ClassDesc from, ClassDesc wanted) {
        boolean constructor = target.kind() == DirectMethodHandleDesc.Kind.CONSTRUCTOR;
        ClassDesc result = constructor ? target.owner() : from;
        if (!Desugar.isVoid(wanted)) {
            Desugar.convert(code, result, wanted);
            code.return_(TypeKind.from(wanted));
            return;
        }
        if (!Desugar.isVoid(result)) {
            if (TypeKind.from(result).slotSize() == 2) {
                code.pop2();
            } else {
                code.pop();
            }
        }
        code.return_();
    }
}
