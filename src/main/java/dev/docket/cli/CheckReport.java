package dev.docket.cli;

import dev.docket.json.JsonWriter;
import dev.docket.rules.RuleCases;
import dev.docket.rules.RuleCheck;
import dev.docket.rules.RuleProblem;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Writes the results of a check for machines. */
final class CheckReport {
    private static final String ERROR = "error";
    private static final String WARNING = "warning";
    private static final String SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

    private CheckReport() {}

    static byte[] json(RuleCheck.Result report, long milliseconds, boolean coverage) {
        JsonWriter json = new JsonWriter()
                .beginObject()
                .field("passed", report.passed())
                .field("rules", report.rules())
                .field("cases", report.cases())
                .field("milliseconds", milliseconds)
                .name("findings")
                .beginArray();
        report.problems().forEach(problem -> finding(json, ERROR, problem));
        report.findings().forEach(problem -> finding(json, WARNING, problem));
        json.endArray();
        if (coverage) {
            json.name("coverage").beginArray();
            report.coverage().forEach(rule -> covered(json, rule));
            json.endArray();
        }
        return json.endObject().bytes();
    }

    private static void finding(JsonWriter json, String level, RuleProblem problem) {
        json.beginObject()
                .field("level", level)
                .field("file", problem.file())
                .field("line", problem.line())
                .field("code", problem.code())
                .field("message", problem.message())
                .endObject();
    }

    private static void covered(JsonWriter json, RuleCases rule) {
        json.beginObject().field("ruleId", rule.ruleId()).field("source", rule.source());
        names(json, "fires", rule.fires());
        names(json, "doesNotFire", rule.doesNotFire());
        names(json, "isNotEvaluated", rule.isNotEvaluated());
        json.field("mayBeOpen", rule.mayBeOpen());
        json.endObject();
    }

    private static void names(JsonWriter json, String field, List<RuleCases.Reference> cases) {
        json.field(field, cases.stream().map(CheckReport::name).toList());
    }

    private static String name(RuleCases.Reference each) {
        return String.format(Locale.ROOT, "%s (%s:%d)", each.name(), each.file(), each.line());
    }

    /** For each rule, the first case of each kind and how many more there are. */
    static String coverage(RuleCheck.Result report) {
        StringBuilder text = new StringBuilder();
        for (RuleCases rule : report.coverage()) {
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

    private static String first(List<RuleCases.Reference> cases) {
        return switch (cases.size()) {
            case 0 -> "in no case";
            case 1 -> name(cases.get(0));
            default -> String.format(Locale.ROOT, "%s and %d more", name(cases.get(0)), cases.size() - 1);
        };
    }

    /** SARIF 2.1.0, which code hosts show next to the changed lines. */
    static byte[] sarif(RuleCheck.Result report) {
        JsonWriter json = new JsonWriter()
                .beginObject()
                .field("$schema", SARIF_SCHEMA)
                .field("version", "2.1.0")
                .name("runs")
                .beginArray()
                .beginObject();
        json.name("tool").beginObject().name("driver").beginObject().field("name", "docket");
        json.name("rules").beginArray();
        Stream.concat(report.problems().stream(), report.findings().stream())
                .map(problem -> problem.code().toString())
                .distinct()
                .sorted()
                .forEach(code -> json.beginObject().field("id", code).endObject());
        json.endArray().endObject().endObject().name("results").beginArray();
        report.problems().forEach(problem -> result(json, ERROR, problem));
        report.findings().forEach(problem -> result(json, WARNING, problem));
        return json.endArray().endObject().endArray().endObject().bytes();
    }

    private static void result(JsonWriter json, String level, RuleProblem problem) {
        json.beginObject().field("ruleId", problem.code()).field("level", level);
        json.name("message").beginObject().field("text", problem.message()).endObject();
        json.name("locations")
                .beginArray()
                .beginObject()
                .name("physicalLocation")
                .beginObject();
        json.name("artifactLocation").beginObject().field("uri", problem.file()).endObject();
        json.name("region").beginObject().field("startLine", problem.line()).endObject();
        json.endObject().endObject().endArray().endObject();
    }
}
