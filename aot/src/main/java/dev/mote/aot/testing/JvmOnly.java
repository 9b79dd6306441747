package dev.mote.aot.testing;

/** What of the class library a native binary does not hold, or not at a bearable size. */
final class JvmOnly {
    private static final String[] KEPT = {"java/io/PrintStream", "java/io/Serializable",
        "java/io/IOException", "java/io/UncheckedIOException", "java/io/Closeable",
        "java/nio/charset/StandardCharsets", "java/nio/charset/Charset.", "java/lang/invoke/Lambda",
        "java/lang/invoke/StringConcat", "java/lang/invoke/MethodHandles", "java/lang/Thread.<",
        "java/util/zip/CRC32C", "java/util/zip/Checksum"};

    private static final String[] PREFIXES = {"java/util/regex/", "java/util/stream/", "java/io/",
        "java/util/Locale", "java/nio/", "java/net/", "java/time/", "java/text/", "javax/",
        "java/lang/reflect/", "java/lang/management/", "java/lang/classfile/", "java/lang/Process",
        "java/lang/Thread", "java/lang/invoke/", "java/util/concurrent/", "java/util/zip/",
        "java/util/jar/", "java/util/Formatter", "java/util/Scanner", "java/util/Properties",
        "java/util/ServiceLoader", "java/math/", "java/security/", "com/", "sun/", "jdk/",
        "java/lang/foreign/", "java/util/Timer", "java/util/UUID", "java/util/Date",
        "java/util/Calendar", "java/util/HexFormat", "java/lang/Class.getResource",
        "java/lang/Class.forName", "java/lang/ClassLoader", "java/lang/Runtime.",
        "java/lang/String.format", "java/lang/String.split", "java/lang/String.matches",
        "java/lang/String.replaceAll", "java/lang/String.replaceFirst", "java/lang/String.lines",
        "java/lang/String.chars", "java/lang/String.codePoints", "java/lang/String.toLowerCase",
        "java/lang/String.toUpperCase", "java/lang/System.getenv", "java/lang/ref/",
        "java/util/Arrays.stream", "java/util/Collection.stream", "java/util/List.stream"};

    private JvmOnly() {}

    /** Whether a member, as {@code java/lang/String.split}, keeps a test on the JVM. */
    static boolean isMember(String owner, String name) {
        String member = owner + "." + name;
        for (String kept : KEPT) {
            if (member.startsWith(kept)) {
                return false;
            }
        }
        for (String prefix : PREFIXES) {
            if (member.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
