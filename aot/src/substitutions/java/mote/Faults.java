package mote;

/**
 * What the C run time and generated code ask of Java: the exceptions that instructions throw, with
 * HotSpot's messages, and stack traces. Every static method here is compiled into every program.
 */
public final class Faults {
    private static final OutOfMemoryError OUT_OF_MEMORY = new OutOfMemoryError("Java heap space");
    private static final StackTraceElement[] NO_FRAMES = new StackTraceElement[0];

    private Faults() {
    }

    static void nullPointer() {
        throw new NullPointerException();
    }

    static void index(int index, Object array) {
        throw new ArrayIndexOutOfBoundsException(
                "Index " + index + " out of bounds for length " + length(array));
    }

    static void divisionByZero() {
        throw new ArithmeticException("/ by zero");
    }

    static void negativeSize(int size) {
        throw new NegativeArraySizeException(Integer.toString(size));
    }

    static void arrayStore(Object value) {
        throw new ArrayStoreException(value.getClass().getName());
    }

    static void cast(Object object, int target) {
        String from = object.getClass().getName();
        String to = classNameOf(target);
        String one = module(from);
        String other = module(to);
        throw new ClassCastException("class " + from + " cannot be cast to class " + to + " ("
                + (one.equals(other) ? from + " and " + to + " are in " + one
                        : from + " is in " + one + "; " + to + " is in " + other) + ")");
    }

    private static String module(String name) {
        return name.startsWith("java.") ? "module java.base of loader 'bootstrap'"
                : "unnamed module of loader 'app'";
    }

    static void stackOverflow() {
        throw new StackOverflowError();
    }

    static void outOfMemory() {
        throw OUT_OF_MEMORY;
    }

    static void arrayTooLong() {
        throw new OutOfMemoryError("Requested array size exceeds VM limit");
    }

    static void cut(String what) {
        throw new Error("not in this binary: " + what);
    }

    /** An exception leaves a class initialiser. */
    static void inInitializer() {
        Throwable thrown = take();
        if (thrown instanceof Error e) {
            throw e;
        }
        throw new ExceptionInInitializerError(thrown);
    }

    static void initialisationFailed(int id) {
        throw new NoClassDefFoundError("Could not initialize class " + classNameOf(id));
    }

    static void cloneNotSupported(Object object) throws CloneNotSupportedException {
        throw new CloneNotSupportedException(object.getClass().getName());
    }

    static void arrayCopyTypes(Object from, Object to) {
        boolean source = !from.getClass().isArray();
        if (source || !to.getClass().isArray()) {
            throw new ArrayStoreException("arraycopy: " + (source ? "source" : "destination")
                    + " type " + (source ? from : to).getClass().getName() + " is not an array");
        }
        throw new ArrayStoreException("arraycopy: type mismatch: can not copy " + kind(from)
                + "[] into " + kind(to) + "[]");
    }

    private static String kind(Object array) {
        Class<?> component = array.getClass().getComponentType();
        return component.isPrimitive() ? component.getName() : "object array";
    }

    static void arrayCopyBounds(Object from, int at, Object to, int toAt, int count) {
        throw new ArrayIndexOutOfBoundsException("arraycopy: " + boundsMessage(from, at, to, toAt,
                count));
    }

    private static String boundsMessage(Object from, int at, Object to, int toAt, int count) {
        if (at < 0) {
            return "source index " + at + " out of bounds for " + described(from);
        }
        if (toAt < 0) {
            return "destination index " + toAt + " out of bounds for " + described(to);
        }
        if (count < 0) {
            return "length " + count + " is negative";
        }
        if (Integer.compareUnsigned(at + count, length(from)) > 0) {
            return "last source index " + Integer.toUnsignedString(at + count)
                    + " out of bounds for " + described(from);
        }
        return "last destination index " + Integer.toUnsignedString(toAt + count)
                + " out of bounds for " + described(to);
    }

    private static String described(Object array) {
        Class<?> component = array.getClass().getComponentType();
        return (component.isPrimitive() ? component.getName() : "object array") + "["
                + length(array) + "]";
    }

    static void arrayCopyStore(int index, Object value, Object from, Object to) {
        throw new ArrayStoreException("arraycopy: element type mismatch: can not cast one of the"
                + " elements of " + from.getClass().getComponentType().getName()
                + "[] to the type of the destination array, "
                + to.getClass().getComponentType().getName());
    }

    static void uncaught(Throwable thrown) {
        error("Exception in thread \"main\" " + describe(thrown));
    }

    /** Writes to standard error. */
    public static void error(String text) {
        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        write(2, bytes, 0, bytes.length);
    }

    /** As HotSpot prints it: the exception, its stack, what was suppressed, its causes. */
    public static String describe(Throwable thrown) {
        StringBuilder out = new StringBuilder();
        append(out, thrown, "", "", NO_FRAMES);
        return out.toString();
    }

    private static void append(StringBuilder out, Throwable thrown, String caption,
            String indent, StackTraceElement[] enclosing) {
        StackTraceElement[] frames = thrown.getStackTrace();
        int common = 0;
        while (common < frames.length && common < enclosing.length
                && frames[frames.length - 1 - common].equals(
                        enclosing[enclosing.length - 1 - common])) {
            common++;
        }
        out.append(indent).append(caption).append(thrown).append('\n');
        for (int i = 0; i < frames.length - common; i++) {
            out.append(indent).append("\tat ").append(frames[i]).append('\n');
        }
        if (common > 0) {
            out.append(indent).append("\t... ").append(common).append(" more\n");
        }
        for (Throwable t : thrown.getSuppressed()) {
            append(out, t, "Suppressed: ", indent + "\t", frames);
        }
        if (thrown.getCause() != null) {
            append(out, thrown.getCause(), "Caused by: ", indent, frames);
        }
    }

    /** The stack as Java has it: without the frames of making the exception, and without ours. */
    public static StackTraceElement[] frames(Throwable thrown, int[] addresses) {
        StackTraceElement[] found = new StackTraceElement[16];
        int count = 0;
        for (int address : addresses) {
            String owner = className(address, 0);
            for (int depth = 0; owner != null; owner = className(address, ++depth)) {
                String method = methodName(address, depth);
                if (owner.startsWith("mote.") || count == 0 && isMaking(thrown, owner, method)) {
                    continue;
                }
                if (count == found.length) {
                    StackTraceElement[] more = new StackTraceElement[2 * count];
                    System.arraycopy(found, 0, more, 0, count);
                    found = more;
                }
                found[count++] = frame(owner, method, line(address, depth));
            }
        }
        StackTraceElement[] frames = count == 0 ? NO_FRAMES : new StackTraceElement[count];
        System.arraycopy(found, 0, frames, 0, count);
        return frames;
    }

    /** The file has the name of the outermost class: javac wants that of public ones. */
    private static StackTraceElement frame(String owner, String method, int line) {
        int end = owner.indexOf('$');
        String file = owner.substring(owner.lastIndexOf('.', end < 0 ? owner.length() : end) + 1,
                end < 0 ? owner.length() : end) + ".java";
        boolean platform = owner.startsWith("java.") || owner.startsWith("jdk.")
                || owner.startsWith("sun.");
        return new StackTraceElement(null, platform ? "java.base" : null, null, owner,
                method, line == 0 ? null : file, line == 0 ? -1 : line);
    }

    private static boolean isMaking(Throwable thrown, String owner, String method) {
        if (!method.equals("<init>")) {
            return method.equals("fillInStackTrace");
        }
        for (Class<?> c = thrown.getClass(); c != Object.class; c = c.getSuperclass()) {
            if (c.getName().equals(owner)) {
                return true;
            }
        }
        return false;
    }

    /** Return addresses of the frames above the caller's, the innermost first. */
    public static native int[] trace();

    private static native String className(int address, int depth);

    private static native String methodName(int address, int depth);

    private static native int line(int address, int depth);

    private static native String classNameOf(int id);

    private static native Throwable take();

    private static native int length(Object array);

    /** @return bytes written, or the negative error number */
    public static native int write(int fd, byte[] bytes, int offset, int length);

    /** Ends the process. */
    public static native void exit(int status);

    /** @return how often garbage has been collected */
    public static native long collections();

    /** @return how many objects have been allocated */
    public static native long allocations();
}
