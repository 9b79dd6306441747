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

    /** The exception, its stack and its causes, a line each. */
    public static String describe(Throwable thrown) {
        StringBuilder out = new StringBuilder();
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            out.append(t == thrown ? "" : "Caused by: ").append(t.toString()).append('\n');
            int[] addresses = t.addresses();
            for (int i = firstFrame(addresses); i < addresses.length; i++) {
                String owner = className(addresses[i]);
                if (owner != null) {
                    out.append("\tat ").append(owner).append('.')
                            .append(methodName(addresses[i])).append('\n');
                }
            }
        }
        return out.toString();
    }

    /** The frames of making the exception are not shown. */
    private static int firstFrame(int[] addresses) {
        int first = 0;
        while (first < addresses.length && isMaking(addresses[first])) {
            first++;
        }
        return first;
    }

    private static boolean isMaking(int address) {
        String owner = className(address);
        return owner == null || owner.equals("java.lang.Throwable") || owner.equals("mote.Faults")
                || methodName(address).equals("<init>");
    }

    /** The stack as Java has it, without lines. */
    public static StackTraceElement[] frames(int[] addresses) {
        int first = firstFrame(addresses);
        int count = 0;
        for (int i = first; i < addresses.length; i++) {
            count += className(addresses[i]) != null ? 1 : 0;
        }
        StackTraceElement[] frames = count == 0 ? NO_FRAMES : new StackTraceElement[count];
        int at = 0;
        for (int i = first; i < addresses.length; i++) {
            String owner = className(addresses[i]);
            if (owner != null) {
                frames[at++] = new StackTraceElement(owner, methodName(addresses[i]), null, -1);
            }
        }
        return frames;
    }

    /** Return addresses of the frames above the caller's, the innermost first. */
    public static native int[] trace();

    private static native String className(int address);

    private static native String methodName(int address);

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
