package mote;

/** The JDK's looks names up in a map that it makes by reflection. */
final class java_lang_Enum {
    private java_lang_Enum() {
    }

    static <T extends Enum<T>> T valueOf(Class<T> type, String name) {
        if (name == null) {
            throw new NullPointerException("Name is null");
        }
        for (T constant : type.getEnumConstants()) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("No enum constant " + type.getName().replace('$', '.')
                + "." + name);
    }
}
