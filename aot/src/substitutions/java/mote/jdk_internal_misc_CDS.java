package mote;

/** Class data sharing belongs to the JVM. */
final class jdk_internal_misc_CDS {
    private jdk_internal_misc_CDS() {
    }

    static void clinit() {
    }

    static void initializeFromArchive(Class<?> type) {
    }

    static long getRandomSeedForDumping() {
        return 0;
    }

    static boolean isDumpingArchive() {
        return false;
    }
}
