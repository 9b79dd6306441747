package dev.mote.tidy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.instruction.LineNumber;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What the core's class files are made of. {@code core/api-allowed.txt} lists every member of the
 * JDK that they touch: each one is in the binary, so a new one is a decision. After such a
 * decision: {@code ./dev golden}.
 */
@Tag("jvm")
class CoreClassesTest {
    private static final Path CLASSES = Path.of("target/classes");
    private static final Path ALLOWED = Path.of("api-allowed.txt");
    private static final int METHOD_LINES_MAX = 60;

    /** Never, with what to use instead: each of these would double the binary or break it. */
    private static final String[][] BANNED = {
        {"java/util/regex/", "TextCursor, or a loop"},
        {"java/util/stream/", "a loop"},
        {"java/util/Locale", "nothing here depends on a language"},
        {"java/util/concurrent/", "one loop, no threads"},
        {"java/time/", "long nanoseconds"},
        {"java/lang/reflect/", "plain calls"},
        {"java/lang/Thread", "one loop, no threads"},
        {"java/io/", "dev.mote.os"},
        {"java/nio/", "dev.mote.os"},
        {"java/net/", "dev.mote.os"},
        {"java/lang/String#format", "Buffer"},
        {"java/lang/String#split", "TextCursor"},
        {"java/lang/String#matches", "TextCursor"},
        {"java/lang/String#replaceAll", "a loop"},
        {"java/lang/Double#toString", "Decimal"},
        {"java/lang/Double#parseDouble", "DecimalParser"},
        {"java/lang/System#getenv", "the environment handed to main"},
        {"java/lang/System#nanoTime", "os.Clock"},
        {"java/lang/System#currentTimeMillis", "os.Clock"},
    };

    private final List<String> complaints = new ArrayList<>();

    private static List<ClassModel> classes() throws IOException {
        List<ClassModel> models = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(CLASSES)) {
            for (Path file : walk.filter(each -> each.toString().endsWith(".class")).toList()) {
                models.add(ClassFile.of().parse(file));
            }
        }
        return models;
    }

    private static TreeSet<String> membersOfTheJdk(ClassModel model) {
        TreeSet<String> members = new TreeSet<>();
        for (PoolEntry entry : model.constantPool()) {
            if (entry instanceof MemberRefEntry member) {
                String owner = member.owner().asInternalName();
                if (owner.startsWith("java/")) {
                    members.add(owner + "#" + member.name().stringValue());
                }
            }
        }
        return members;
    }

    @Test
    void theJdkIsUsedAsListed() throws IOException {
        TreeSet<String> used = new TreeSet<>();
        for (ClassModel model : classes()) {
            used.addAll(membersOfTheJdk(model));
        }
        String text = String.join("\n", used) + "\n";
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(ALLOWED, text);
        }
        assertEquals(Files.readString(ALLOWED), text,
                "core uses other members of the JDK than api-allowed.txt lists");
    }

    @Test
    void nothingBannedIsUsed() throws IOException {
        for (ClassModel model : classes()) {
            for (String member : membersOfTheJdk(model)) {
                for (String[] banned : BANNED) {
                    if (member.startsWith(banned[0])) {
                        complaints.add(model.thisClass().asInternalName() + " uses " + member
                                + "; use " + banned[1]);
                    }
                }
            }
        }
        nothingToComplainAbout();
    }

    @Test
    void noStaticFieldChanges() throws IOException {
        for (ClassModel model : classes()) {
            for (FieldModel field : model.fields()) {
                if (field.flags().has(AccessFlag.STATIC) && !field.flags().has(AccessFlag.FINAL)) {
                    complaints.add(model.thisClass().asInternalName() + "."
                            + field.fieldName().stringValue() + " is static and not final");
                }
            }
        }
        nothingToComplainAbout();
    }

    @Test
    void methodsFitAScreen() throws IOException {
        for (ClassModel model : classes()) {
            for (MethodModel method : model.methods()) {
                int lines = lines(method);
                boolean table = method.methodName().equalsString("<clinit>");
                if (lines > METHOD_LINES_MAX && !table) {
                    complaints.add(model.thisClass().asInternalName() + "."
                            + method.methodName().stringValue() + " has " + lines + " lines");
                }
            }
        }
        nothingToComplainAbout();
    }

    private static int lines(MethodModel method) {
        int first = Integer.MAX_VALUE;
        int last = 0;
        if (method.code().isEmpty() || method.methodName().equalsString("<init>")) {
            return 0;
        }
        for (CodeElement element : method.code().get()) {
            if (element instanceof LineNumber line) {
                first = Math.min(first, line.line());
                last = Math.max(last, line.line());
            }
        }
        return last - first + 1;
    }

    private void nothingToComplainAbout() {
        assertEquals("", String.join("\n", complaints));
    }
}
