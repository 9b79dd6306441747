package dev.mote.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TransformProcessorTest {
    private static final String LOG = "resource service.name=shop\nscope lib\n"
            + "log user=anna id=5 path=/pay/12/x @time=1 @severity=9 @body=GET_/pay_200\n";

    private static ProcessorFixture logs(String... statements) {
        StringBuilder settings = new StringBuilder("log_statements:\n- context: log\n"
                + "  statements:\n");
        for (String statement : statements) {
            settings.append("  - '").append(statement).append("'\n");
        }
        return new ProcessorFixture(TransformProcessor::from, settings.toString());
    }

    /** What the record is after the statements. */
    private static String log(String... statements) {
        ProcessorFixture fixture = logs(statements);
        assertEquals("", fixture.errors());
        String lines = fixture.through(LOG);
        return lines.substring(lines.indexOf("log ") + 4).strip();
    }

    private static final String FIELDS = " @time=1 @severity=9 @body=GET_/pay_200";

    @Test
    void setsAndDeletes() {
        assertEquals("user=anna id=5 path=/pay/12/x a=1 b=x c=true d=1.5 e=shop" + FIELDS,
                log("set(attributes[\"a\"], 1)", "set(attributes[\"b\"], \"x\")",
                        "set(attributes[\"c\"], true)", "set(attributes[\"d\"], 1.5)",
                        "set(attributes[\"e\"], resource.attributes[\"service.name\"])",
                        "set(attributes[\"f\"], attributes[\"nowhere\"])"));
        assertEquals("id=5" + FIELDS, log("delete_key(attributes, \"user\")",
                "delete_matching_keys(attributes, \"^p\")"));
        assertEquals("id=5" + FIELDS, log("keep_keys(attributes, [\"id\", \"x\"])"));
        assertEquals("path=/pay/12/x" + FIELDS, log("keep_matching_keys(attributes, \"^p\")"));
        assertEquals("user=anna id=5" + FIELDS, log("limit(attributes, 2)"));
        assertEquals("user=anna path=/pay/12/x" + FIELDS,
                log("limit(attributes, 2, [\"path\"])"));
        assertEquals("user=ann id=5 path=/pa" + FIELDS, log("truncate_all(attributes, 3)"));
    }

    @Test
    void fieldsOfTheRecord() {
        assertEquals("user=anna id=5 path=/pay/12/x @time=1 @severity=17 @body=anna @level=ERROR",
                log("set(severity_number, SEVERITY_NUMBER_ERROR)", "set(severity_text, \"ERROR\")",
                        "set(body, attributes[\"user\"])"));
        assertEquals("user=anna id=5 path=/pay/12/x @time=2000 @severity=9 @body=GET_/pay_200",
                log("set(time_unix_nano, time_unix_nano * 2000)"));
    }

    @Test
    void replaces() {
        assertEquals("user=anna id=5 path=/pay/{id}/x" + FIELDS,
                log("replace_pattern(attributes[\"path\"], \"/\\\\d+\", \"/{id}\")"));
        assertEquals("user=anna id=5 path=/pay/12/x @time=1 @severity=9 @body=/pay_by_GET_200",
                log("replace_pattern(body, \"^(\\\\S+) (?P<p>\\\\S+)\", \"${p} by $1\")"));
        assertEquals("user=bnnb id=5 pbth=/pay/12/x" + FIELDS,
                log("replace_all_patterns(attributes, \"key\", \"a\", \"b\")",
                        "replace_pattern(attributes[\"user\"], \"a\", \"b\")"));
        assertEquals("user=*nn* id=5 path=/p*y/12/x" + FIELDS,
                log("replace_all_patterns(attributes, \"value\", \"a\", \"*\")"));
        assertEquals("user=anna id=5 path=$1" + FIELDS,
                log("replace_match(attributes[\"path\"], \"/pay/*\", \"$1\")"));
        assertEquals("user=? id=5 path=?" + FIELDS,
                log("replace_all_matches(attributes, \"*a*\", \"?\")"));
    }

    @Test
    void functionsHaveValues() {
        assertEquals("@body=anna-5-true", log("keep_keys(attributes, [\"id\", \"user\"])",
                "set(body, Concat([attributes[\"user\"], attributes[\"id\"], true], \"-\"))",
                "keep_keys(attributes, [])").replace("@time=1 @severity=9 ", ""));
        assertEquals("[\"\",\"pay\",\"12\",\"x\"]", body("Split(attributes[\"path\"], \"/\")"));
        assertEquals("ay", body("Substring(attributes[\"path\"], 2, 2)"));
        assertEquals("4", body("Len(attributes[\"user\"])"));
        assertEquals("3", body("Len(attributes)"));
        assertEquals("ANNA", body("ToUpperCase(attributes[\"user\"])"));
        assertEquals("\"5\"", body("String(attributes[\"id\"])"));
        assertEquals("5.0", body("Double(\"5\")"));
        assertEquals("5", body("Int(5.9)"));
        assertEquals("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                body("SHA256(\"abc\")"));
        assertEquals("12.5", body("(attributes[\"id\"] + 5) * 1.25"));
        assertEquals("user=anna id=5 path=/pay/12/x verb=GET code=\"200\"" + FIELDS,
                log("merge_maps(attributes, ExtractPatterns(body,"
                        + " \"^(?P<verb>\\\\w+) .* (?P<code>\\\\d+)$\"), \"insert\")"));
        assertEquals("user=anna id=5 path=/pay/12/x service.name=shop" + FIELDS,
                log("merge_maps(attributes, resource.attributes, \"upsert\")"));
    }

    private static String body(String value) {
        String text = log("set(body, " + value + ")", "keep_keys(attributes, [])");
        return text.substring(text.indexOf("@body=") + 6);
    }

    private static boolean where(String condition) {
        return log("set(attributes[\"hit\"], 1) where " + condition).contains("hit=1");
    }

    @Test
    void conditionsHold() {
        for (String yes : new String[] {"true", "not false", "attributes[\"id\"] == 5",
            "attributes[\"id\"] == 5.0", "attributes[\"id\"] > 4 and attributes[\"id\"] <= 5",
            "attributes[\"x\"] == nil", "attributes[\"user\"] != nil",
            "attributes[\"user\"] < \"b\"", "IsMatch(attributes[\"id\"], \"^5$\")",
            "false or (true and not (1 > 2))", "attributes[\"user\"] != 5",
            "IsString(attributes[\"user\"]) and IsInt(attributes[\"id\"])",
            "severity_number == SEVERITY_NUMBER_INFO", "trace_id.string == \"\"",
            "instrumentation_scope.name == \"lib\"", "attributes[\"id\"] - 1 == 4"}) {
            assertEquals(true, where(yes), yes);
        }
        for (String no : new String[] {"false", "attributes[\"x\"] == 5", "attributes[\"x\"] < 5",
            "attributes[\"user\"] > 5", "IsMatch(attributes[\"x\"], \"\")", "1 / 0 == 0"}) {
            assertEquals(false, where(no), no);
        }
    }

    @Test
    void mapsInValues() {
        ProcessorFixture fixture = logs("set(attributes[\"level\"], body[\"level\"])",
                "set(body[\"new\"], 7)", "delete_key(body, \"level\")",
                "set(severity_text, body[\"msg\"])");
        fixture.expect("resource\nlog level=warn @body={\"msg\":\"hi\",\"new\":7} @level=hi\n",
                "resource\nlog @body={level:warn,msg:hi}");
    }

    @Test
    void metricsPointsAndSpans() {
        new ProcessorFixture(TransformProcessor::from, """
                metric_statements:
                - set(metric.name, "renamed") where metric.name == "requests"
                - context: datapoint
                  statements:
                  - set(value_double, value_int * 2.0) where metric.name == "renamed"
                  - set(value_int, count) where count != nil
                - set(resource.attributes["env"], "prod")
                """).expect("""
                resource env=prod
                metric renamed sum cumulative monotonic
                point a=1 @value=14.0
                point a=2 @value=1.5
                metric h histogram delta
                point @count=3
                """, """
                resource
                metric requests sum cumulative monotonic
                point a=1 @value=7
                point a=2 @value=1.5
                metric h histogram delta
                point @count=3
                """);
        new ProcessorFixture(TransformProcessor::from, """
                trace_statements:
                - set(span.status.code, STATUS_CODE_OK) where span.kind == SPAN_KIND_SERVER
                - set(spanevent.attributes["of"], span.name)
                """).expect("""
                resource
                span GET @trace=01 @id=02 @kind=2 @status=1
                event retry of=GET
                """, """
                resource
                span GET @trace=01 @id=02 @kind=2
                event retry
                """);
    }

    private static void refused(String error, String statement) {
        assertEquals("mote.yaml:4:" + error, logs(statement).errors());
    }

    @Test
    void saysWhatIsWrong() {
        refused("6: unknown function \"sett\"; did you mean \"set\"?", "sett(body, 1)");
        refused("10: unknown path \"severity_txt\" in the context log; did you mean"
                + " \"severity_text\"?", "set(severity_txt, \"x\")");
        refused("25: expected text, this is an integer", "set(severity_text, 5)");
        refused("10: resource.attributes[\"a\"] can be read here, but not set: what is around a"
                + " log is written before it; put the statement under context: resource",
                "set(resource.attributes[\"a\"], 1)");
        refused("26: this compares an integer with text, which are never equal",
                "set(body,\"x\") where severity_number == \"x\"");
        refused("10: in the context log there is no span", "set(span.name, \"x\")");
        refused("6: set takes 2 arguments, here are 1", "set(body)");
        refused("32: a ( is never closed", "replace_pattern(body, \"ab(\", \"x\")");
        refused("19: nothing is expected here", "set(body, 1) x");
        refused("16: this text has no closing quote", "set(body, \"x)");
        assertEquals("mote.yaml:1:18: write paths with what they belong to, as"
                + " log.attributes[\"name\"], or put the text under a context",
                new ProcessorFixture(TransformProcessor::from,
                        "log_statements: [set(body 1)]").errors());
    }
}
