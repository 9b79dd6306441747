package mote;

/** The JVM's start is over, and it left no properties. */
final class jdk_internal_misc_VM {
    private jdk_internal_misc_VM() {
    }

    static void clinit() {
    }

    static String getSavedProperty(String key) {
        return null;
    }

    static boolean isBooted() {
        return true;
    }

    /** Nothing is loaded at run time, so whatever asks was in the program. */
    static boolean isSystemDomainLoader(ClassLoader loader) {
        return true;
    }

    static int initLevel() {
        return 4;
    }

    static boolean isModuleSystemInited() {
        return true;
    }
}
