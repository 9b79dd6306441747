package dev.mote.ottl;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.component.Batch;
import dev.mote.otlp.Edit;
import dev.mote.otlp.Item;
import dev.mote.otlp.Level;
import dev.mote.otlp.RequestLines;
import dev.mote.otlp.Rewriter;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random pieces of OTTL are refused with a place, or run on a record without failing. */
class OttlFuzzTest {
    private static final int CASES = Integer.getInteger("fuzz.cases", 5_000);
    private static final long NANOS = Long.getLong("fuzz.seconds", 0) * 1_000_000_000L;
    private static final String[] PIECES = {"set(", "delete_key(", "keep_keys(", "limit(",
        "truncate_all(", "merge_maps(", "replace_pattern(", "replace_all_patterns(", "Concat(",
        "IsMatch(", "Split(", "Substring(", "Len(", "Int(", "Double(", "String(", "SHA256(",
        "ExtractPatterns(", "attributes", "attributes[\"a\"]", "body", "body[\"k\"]",
        "severity_number", "resource.attributes", "scope.name", "trace_id.string", "\"text\"",
        "\"(?P<x>a+)\"", "\"$1\"", "\"key\"", "\"upsert\"", "1", "0", "-3", "2.5", "nil", "true",
        "[", "]", "(", ")", ",", ", ", " where ", " and ", " or ", " not ", " == ", " != ", " < ",
        " >= ", " + ", " - ", " * ", " / ", "[\"a\", \"b\"]", ".", "\"", "SEVERITY_NUMBER_INFO"};
    private static final String[] VALUES = {"attributes[\"a\"]", "body", "body[\"k\"]", "1", "-1",
        "0", "2.5", "\"a b\"", "nil", "true", "attributes", "resource.attributes[\"r\"]",
        "severity_number", "Concat([body, 1], \"-\")", "Split(severity_text, \"N\")",
        "Substring(severity_text, 1, 2)", "Int(attributes[\"a\"])", "Double(body)",
        "Len(attributes)", "ExtractPatterns(severity_text, \"(?P<x>.)\")", "time_unix_nano",
        "SHA256(severity_text)", "attributes[\"m\"][\"k\"]", "String(attributes)"};

    private final Random random;
    private OttlStatement statement;
    private final Rewriter run = new Rewriter(new Edit() {
        @Override
        public boolean wants(Level level) {
            return level == Level.RECORD;
        }

        @Override
        public boolean keep(Level level, Item item) {
            statement.run(item);
            return true;
        }
    });

    OttlFuzzTest() {
        long seed = Long.getLong("fuzz.seed", 1);
        random = new Random(seed);
        System.out.println("OttlFuzzTest: fuzz.seed=" + seed);
    }

    private String any(String[] from) {
        return from[random.nextInt(from.length)];
    }

    private String pieces() {
        StringBuilder text = new StringBuilder();
        for (int count = 1 + random.nextInt(8); count > 0; count--) {
            text.append(any(PIECES));
        }
        return text.toString();
    }

    private String likely() {
        String[] operators = {"==", "!=", "<", "<=", ">", ">="};
        String where = random.nextBoolean() ? "" : " where " + any(VALUES) + " " + any(operators)
                + " " + any(VALUES) + (random.nextBoolean() ? "" : " or not IsMatch("
                + any(VALUES) + ", \"^a\")");
        return switch (random.nextInt(5)) {
            case 0 -> "set(" + any(VALUES) + ", " + any(VALUES) + ")";
            case 1 -> "set(attributes[\"z\"], " + any(VALUES) + " + " + any(VALUES) + ")";
            case 2 -> "merge_maps(attributes, " + any(VALUES) + ", \"upsert\")";
            case 3 -> "replace_all_patterns(attributes, \"value\", \"(a)|b\", \"$1x\")";
            default -> "truncate_all(" + any(VALUES) + ", 1)";
        } + where;
    }

    @Test
    void isRefusedOrRuns() {
        Batch batch = RequestLines.encode("resource r=x\nscope lib\n"
                + "log a=aab b=5 m={k:a} @time=7 @severity=9 @level=INFO @body={k:v}\n"
                + "log @body=text\n");
        long began = System.nanoTime();
        int ran = 0;
        for (int round = 0; NANOS > 0 ? System.nanoTime() - began < NANOS : round < CASES;
                round++) {
            String text = random.nextInt(3) == 0 ? pieces() : likely();
            try {
                statement = OttlParser.statement(text, OttlContext.LOG);
            } catch (OttlException e) {
                assertTrue(e.position() >= 0 && e.position() <= text.length(), text);
                continue;
            }
            ran++;
            assertTrue(run.rewrite(batch), text);
            statement = OttlParser.statement("set(body, 1)", OttlContext.LOG);
            assertTrue(run.rewrite(run.result()), "what comes out is malformed: " + text);
        }
        assertTrue(ran > 0, "none was a statement");
    }
}
