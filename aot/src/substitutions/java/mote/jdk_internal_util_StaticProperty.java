package mote;

/** There are no system properties. */
final class jdk_internal_util_StaticProperty {
    private jdk_internal_util_StaticProperty() {
    }

    static void clinit() {
    }

    static String javaLocaleUseOldISOCodes() {
        return "";
    }
}
