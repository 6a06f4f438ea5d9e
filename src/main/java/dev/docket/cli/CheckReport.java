package dev.docket.cli;

import dev.docket.json.JsonWriter;
import dev.docket.service.bundle.CheckRules;
import java.util.List;
import java.util.Locale;

/** Writes the results of a check for machines. */
final class CheckReport {
    private static final String SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

    private CheckReport() {}

    static byte[] json(CheckRules.Report report, long milliseconds, boolean coverage) {
        JsonWriter json = new JsonWriter()
                .beginObject()
                .field("passed", report.passed())
                .field("rules", report.rules())
                .field("cases", report.cases())
                .field("milliseconds", milliseconds)
                .name("findings")
                .beginArray();
        for (CheckRules.Finding finding : report.findings()) {
            json.beginObject()
                    .field("level", level(finding))
                    .field("file", finding.file())
                    .field("line", finding.line())
                    .field("code", finding.code())
                    .field("message", finding.message())
                    .endObject();
        }
        json.endArray();
        if (coverage) {
            json.name("coverage").beginArray();
            report.coverage().forEach(rule -> covered(json, rule));
            json.endArray();
        }
        return json.endObject().bytes();
    }

    private static void covered(JsonWriter json, CheckRules.Covered rule) {
        json.beginObject().field("ruleId", rule.ruleId()).field("source", rule.source());
        names(json, "fires", rule.fires());
        names(json, "doesNotFire", rule.doesNotFire());
        names(json, "isNotEvaluated", rule.isNotEvaluated());
        json.field("mayBeOpen", rule.mayBeOpen());
        json.endObject();
    }

    private static void names(JsonWriter json, String field, List<String> names) {
        json.name(field).beginArray();
        names.forEach(json::value);
        json.endArray();
    }

    /** For each rule, the first case of each kind and how many more there are. */
    static String coverage(CheckRules.Report report) {
        StringBuilder text = new StringBuilder();
        for (CheckRules.Covered rule : report.coverage()) {
            text.append("%s (%s)%n".formatted(rule.ruleId(), rule.source()))
                    .append("  fires          %s%n".formatted(first(rule.fires())))
                    .append("  does not fire  %s%n".formatted(first(rule.doesNotFire())))
                    .append("  not evaluated  %s%n"
                            .formatted(
                                    rule.mayBeOpen()
                                            ? first(rule.isNotEvaluated())
                                            : "never: it needs no optional field"));
        }
        return text.toString();
    }

    private static String first(List<String> cases) {
        return switch (cases.size()) {
            case 0 -> "in no case";
            case 1 -> cases.get(0);
            default -> String.format(Locale.ROOT, "%s and %d more", cases.get(0), cases.size() - 1);
        };
    }

    /** SARIF 2.1.0, which code hosts show next to the changed lines. */
    static byte[] sarif(CheckRules.Report report) {
        JsonWriter json = new JsonWriter()
                .beginObject()
                .field("$schema", SARIF_SCHEMA)
                .field("version", "2.1.0")
                .name("runs")
                .beginArray()
                .beginObject();
        json.name("tool").beginObject().name("driver").beginObject().field("name", "docket");
        json.name("rules").beginArray();
        report.findings().stream()
                .map(CheckRules.Finding::code)
                .distinct()
                .sorted()
                .forEach(code -> json.beginObject().field("id", code).endObject());
        json.endArray().endObject().endObject().name("results").beginArray();
        for (CheckRules.Finding finding : report.findings()) {
            json.beginObject().field("ruleId", finding.code()).field("level", level(finding));
            json.name("message").beginObject().field("text", finding.message()).endObject();
            json.name("locations")
                    .beginArray()
                    .beginObject()
                    .name("physicalLocation")
                    .beginObject();
            json.name("artifactLocation")
                    .beginObject()
                    .field("uri", finding.file())
                    .endObject();
            json.name("region").beginObject().field("startLine", finding.line()).endObject();
            json.endObject().endObject().endArray().endObject();
        }
        return json.endArray().endObject().endArray().endObject().bytes();
    }

    private static String level(CheckRules.Finding finding) {
        return finding.level().name().toLowerCase(Locale.ROOT);
    }
}
