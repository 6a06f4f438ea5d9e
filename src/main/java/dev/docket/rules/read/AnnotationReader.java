package dev.docket.rules.read;

import dev.docket.order.Checkpoint;
import dev.docket.rules.ErrorCode;
import dev.docket.rules.language.Suppressions;
import dev.docket.rules.language.Validity;
import dev.docket.rules.problem.FileProblems;
import dev.docket.rules.problem.Limits;
import dev.docket.rules.problem.Refusal;
import dev.docket.text.Suggestion;
import dev.docket.yaml.YamlNode;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.AnnotationDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.jspecify.annotations.Nullable;

/** Reads the name and the annotations of one rule: who answers for it, its policy sentence, where it runs. */
final class AnnotationReader {
    private static final Pattern RULE_ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final String FROM = "from";
    private static final String UNTIL = "until";
    private static final Set<String> KNOWN =
            new TreeSet<>(Set.of("owner", "policy", "at", FROM, UNTIL, Suppressions.ANNOTATION));

    private final RuleDescr rule;
    private final FileProblems problems;

    AnnotationReader(RuleDescr rule, FileProblems problems) {
        this.rule = rule;
        this.problems = problems;
    }

    String id() {
        String id = String.valueOf(rule.getName());
        if (!RULE_ID.matcher(id).matches()) {
            wrong("must be kebab-case: lower-case words joined by '-'");
        } else if (id.length() > Limits.NAME_LENGTH) {
            problems.add(rule.getLine(), Limits.exceeded("rule id '%s' is long".formatted(id), Limits.NAME_LENGTH));
        }
        for (String annotation : rule.getAnnotationNames()) {
            if (!KNOWN.contains(annotation)) {
                wrong("unknown annotation @%s; there are %s".formatted(annotation, KNOWN));
            }
        }
        return id;
    }

    /** The text of an annotation that must be there. */
    String required(String name) {
        String text = text(name);
        if (text.isEmpty()) {
            problems.add(
                    rule.getLine(),
                    ErrorCode.ANNOTATION,
                    "rule '%s' lacks @%s( \"...\" )".formatted(rule.getName(), name));
        }
        return text;
    }

    Set<Checkpoint> checkpoints() {
        Set<Checkpoint> checkpoints = EnumSet.noneOf(Checkpoint.class);
        List<String> known = Arrays.stream(Checkpoint.values()).map(Enum::name).toList();
        String list = required("at");
        for (String name : list.isEmpty() ? new String[0] : list.split(",", -1)) {
            if (!known.contains(name.strip())) {
                wrong("unknown checkpoint '%s'.%s".formatted(name.strip(), Suggestion.didYouMean(name.strip(), known)));
            } else if (!checkpoints.add(Checkpoint.valueOf(name.strip()))) {
                wrong("checkpoint %s is named twice".formatted(name.strip()));
            }
        }
        return checkpoints;
    }

    /** From when and until when the rule holds. */
    Validity validity() {
        Validity validity = new Validity(date(FROM), date(UNTIL));
        if (validity.isEmpty()) {
            wrong("it never holds: %s is before %s".formatted(validity.until(), validity.from()));
        }
        return validity;
    }

    private @Nullable LocalDate date(String name) {
        if (rule.getAnnotation(name) == null) {
            return null;
        }
        String text = text(name);
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException notDate) {
            wrong("@%s takes a date in quotes, year, month and day: @%s( \"2027-01-31\" )".formatted(name, name));
            return null;
        }
    }

    Suppressions suppressions() {
        String text = text(Suppressions.ANNOTATION);
        if (text.isEmpty() && rule.getAnnotation(Suppressions.ANNOTATION) == null) {
            return Suppressions.NONE;
        }
        try {
            return Suppressions.of(text);
        } catch (Refusal refusal) {
            problems.add(rule.getLine(), refusal);
            return Suppressions.NONE;
        }
    }

    private String text(String name) {
        AnnotationDescr annotation = rule.getAnnotation(name);
        if (annotation == null) {
            return "";
        }
        String value = String.valueOf(annotation.getSingleValue());
        boolean isText = annotation.getValueMap().size() == 1
                && value.length() >= 2
                && value.indexOf('"') == 0
                && value.indexOf('"', 1) == value.length() - 1;
        if (!isText || annotation.isDuplicated() || value.length() > YamlNode.TEXT_LENGTH) {
            wrong(String.format(
                    Locale.ROOT, "@%s takes one text of at most %,d characters, once", name, YamlNode.TEXT_LENGTH));
            return "";
        }
        return value.substring(1, value.length() - 1).strip();
    }

    private void wrong(String what) {
        problems.add(rule.getLine(), ErrorCode.ANNOTATION, "rule '%s': %s".formatted(rule.getName(), what));
    }
}
