package dev.mote.aot.refused;

/** A native method must be static: C knows no objects. */
final class InstanceNative {
    native int ask();

    public static void main(String[] arguments) {
        System.out.println(new InstanceNative().ask());
    }
}
