package dev.docket.rules;

import dev.docket.yaml.YamlProblems;
import java.util.Locale;

/**
 * Everything that {@code check} can report of a rule folder, in the order of its numbers. Numbers are stable: people
 * suppress and search them.
 */
public enum ErrorCode implements YamlProblems.Kind {
    SYNTAX("DKT-101", Severity.ERROR, "syntax error"),
    UNKNOWN_TYPE("DKT-102", Severity.ERROR, "unknown fact"),
    UNKNOWN_FIELD("DKT-103", Severity.ERROR, "unknown field or variable"),
    TYPE_MISMATCH("DKT-104", Severity.ERROR, "incompatible types"),
    NOT_ALLOWED("DKT-105", Severity.ERROR, "not allowed in a rule"),
    UNKNOWN_PARAMETER("DKT-106", Severity.ERROR, "unknown parameter"),
    ANNOTATION("DKT-107", Severity.ERROR, "rule name or annotation"),
    EFFECT("DKT-108", Severity.ERROR, "not an effect"),
    DUPLICATE("DKT-109", Severity.ERROR, "duplicate id"),
    UNKNOWN_NAME("DKT-110", Severity.ERROR, "unknown name"),
    PROTECTED("DKT-111", Severity.ERROR, "waiver of a protected exception"),
    HEADER("DKT-112", Severity.ERROR, "import or global"),
    LIMIT("DKT-113", Severity.ERROR, "too large"),
    ACTIVE_CONTENT("DKT-114", Severity.ERROR, "not a plain cell"),
    TABLE("DKT-115", Severity.ERROR, "layout of a decision table"),
    DATA("DKT-120", Severity.ERROR, "data file"),
    CASE_REQUEST("DKT-130", Severity.ERROR, "invalid request in a case"),
    CASE_DIFFERS("DKT-131", Severity.ERROR, "unexpected decision"),
    CASE_NAMES("DKT-132", Severity.ERROR, "unknown name in a case"),
    NO_CASE("DKT-140", Severity.ERROR, "rule without its cases"),
    IDLE_CONDITION("DKT-141", Severity.WARNING, "untested condition"),
    NO_BOUNDARY("DKT-142", Severity.WARNING, "untested threshold"),
    COMPILER("DKT-199", Severity.ERROR, "Drools refuses the rule"),
    LITERAL_NUMBER("DKT-201", Severity.WARNING, "number in a rule"),
    UNUSED_PARAMETER("DKT-202", Severity.WARNING, "unused parameter"),
    NEVER_FIRES("DKT-203", Severity.WARNING, "rule that never fires"),
    SAME_CONDITIONS("DKT-204", Severity.WARNING, "duplicate conditions"),
    SHADOWED_RULE("DKT-205", Severity.WARNING, "shadowed rule"),
    DEAD_CHECKPOINT("DKT-206", Severity.WARNING, "dead checkpoint"),
    CONFUSABLE_TEXT("DKT-207", Severity.WARNING, "look-alike text"),
    UNUSED_CODE("DKT-208", Severity.INFO, "unused exception code"),
    UNUSED_ACTION("DKT-209", Severity.INFO, "unused action or role"),
    UNUSED_SUPPRESSION("DKT-210", Severity.WARNING, "unused suppression"),
    UNUSED_CHECKPOINT("DKT-211", Severity.INFO, "checkpoint without rules"),
    BARE_PATTERN("DKT-212", Severity.WARNING, "pattern without a condition"),
    NOT_READ("DKT-213", Severity.WARNING, "not read"),
    ENDED("DKT-214", Severity.WARNING, "ended long ago"),
    EXPIRED("DKT-215", Severity.WARNING, "list of dates that ends");

    private static final String PAGE = "docs/lint.md";

    private final String id;
    private final Severity severity;
    private final String title;

    ErrorCode(String id, Severity severity, String title) {
        this.id = id;
        this.severity = severity;
        this.title = title;
    }

    /** Errors refuse the folder. */
    public Severity severity() {
        return severity;
    }

    /** What it is about, in a few words. */
    public String title() {
        return title;
    }

    /** Where it is explained: a page of this repository with the section. */
    public String page() {
        return PAGE + "#" + (id + " " + title).toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    /** {@code DKT-101}. */
    @Override
    public String toString() {
        return id;
    }
}
