package dev.mote.aot.interop;

/** Calls C and prints what came back. */
public final class Caller {
    private Caller() {
    }

    public static void main(String[] arguments) {
        System.out.println(Door.sum(new byte[] {1, 2, (byte) 200}, new int[] {10, -20}, 1L << 32));
        long[] filled = new long[3];
        System.out.println(Door.fill(filled, (byte) -5, 'x', true));
        System.out.println(filled[0] + " " + filled[1] + " " + filled[2]);
        System.out.println(Door.half(5.0, 0.25f));
        System.out.println(Door.length(null) + " " + Door.length(new byte[7]));
        System.out.println(arguments.length + (arguments.length > 0 ? " " + arguments[0] : ""));
        if (arguments.length > 0 && arguments[0].equals("crash")) {
            Door.crash();
        }
        int[] none = new int[arguments.length];
        none[1] = 7;
    }
}
