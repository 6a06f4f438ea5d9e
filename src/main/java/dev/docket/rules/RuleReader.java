package dev.docket.rules;

import dev.docket.order.Checkpoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.drools.drl.ast.descr.AnnotationDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.QueryDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsError;
import org.drools.drl.parser.DroolsParserException;
import org.jspecify.annotations.Nullable;
import org.kie.internal.builder.conf.LanguageLevelOption;

/**
 * Reads one DRL file into checked rules. By default everything is denied: only the header, the annotations, the
 * patterns, comparisons and effects that are known here pass, and nothing is compiled before.
 */
final class RuleReader {
    private static final Pattern RULE_ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Set<String> IMPORTS = Set.of("dev.docket.order.*", "dev.docket.decision.Standing");
    private static final Map<String, String> GLOBALS =
            Map.of("effects", Effects.class.getName(), "parameters", Parameters.class.getName());
    private static final Set<String> ANNOTATIONS = Set.of("owner", "policy", "at");

    private final Map<String, ParameterDefinition> parameters;
    private final PolicyNames names;

    RuleReader(Map<String, ParameterDefinition> parameters, PolicyNames names) {
        this.parameters = parameters;
        this.names = names;
    }

    /** Reads every rule of a file; what is wrong goes to {@code problems}, and the rest is still read. */
    List<ParsedRule> read(String text, Problems problems) {
        if (text.contains("\\u")) {
            problems.add(
                    lineOf(text, text.indexOf("\\u")),
                    Problems.NOT_ALLOWED,
                    "unicode escapes are not allowed: write the character");
            return List.of();
        }
        PackageDescr descr = parse(text, problems);
        if (descr == null) {
            return List.of();
        }
        header(descr, problems);
        List<ParsedRule> rules = new ArrayList<>();
        for (RuleDescr rule : descr.getRules()) {
            ParsedRule parsed = rule(rule, text, problems);
            if (parsed != null) {
                rules.add(parsed);
            }
        }
        return rules;
    }

    private static @Nullable PackageDescr parse(String text, Problems problems) {
        try {
            DrlParser parser = new DrlParser(LanguageLevelOption.DRL6);
            PackageDescr descr = parser.parse(false, text);
            for (DroolsError error : parser.getErrors()) {
                int line = error.getLines().length == 0 ? 1 : error.getLines()[0];
                problems.add(line, Problems.SYNTAX, error.getMessage().replaceAll("\\s+", " "));
            }
            return parser.hasErrors() ? null : descr;
        } catch (DroolsParserException | RuntimeException failure) {
            problems.add(1, Problems.SYNTAX, "cannot be read: " + failure.getMessage());
            return null;
        }
    }

    private static void header(PackageDescr descr, Problems problems) {
        descr.getImports().forEach(imported -> {
            if (!IMPORTS.contains(imported.getTarget())) {
                problems.add(
                        imported.getLine(),
                        Problems.HEADER,
                        "import '%s' is not allowed; allowed are %s"
                                .formatted(imported.getTarget(), new TreeSet<>(IMPORTS)));
            }
        });
        descr.getGlobals().forEach(global -> {
            if (!Objects.equals(GLOBALS.get(global.getIdentifier()), global.getType())) {
                problems.add(
                        global.getLine(),
                        Problems.HEADER,
                        "global '%s %s' is not allowed; allowed are %s"
                                .formatted(global.getType(), global.getIdentifier(), new TreeMap<>(GLOBALS)));
            }
        });
        Stream.of(
                        descr.getFunctions(),
                        descr.getFunctionImports(),
                        descr.getAccumulateImports(),
                        descr.getTypeDeclarations(),
                        descr.getEnumDeclarations(),
                        descr.getEntryPointDeclarations(),
                        descr.getWindowDeclarations(),
                        descr.getAttributes())
                .flatMap(Collection::stream)
                .forEach(forbidden -> problems.add(
                        forbidden.getLine(),
                        Problems.NOT_ALLOWED,
                        "a rule file has a package, imports, globals and rules, and nothing else"));
    }

    private @Nullable ParsedRule rule(RuleDescr rule, String text, Problems problems) {
        int before = problems.count();
        String id = rule.getName();
        if (!RULE_ID.matcher(id).matches()) {
            problems.add(
                    rule.getLine(),
                    Problems.ANNOTATION,
                    "rule id '%s' must be kebab-case: lower-case words joined by '-'".formatted(id));
        }
        if (rule instanceof QueryDescr
                || !rule.getAttributes().isEmpty()
                || rule.getParentName() != null
                || !rule.getNamedConsequences().isEmpty()
                || rule.getUnit() != null) {
            problems.add(
                    rule.getLine(),
                    Problems.NOT_ALLOWED,
                    "rule '%s': no query, attribute (salience, no-loop, ...), extends or named consequence"
                            .formatted(id));
        }
        for (String annotation : rule.getAnnotationNames()) {
            if (!ANNOTATIONS.contains(annotation)) {
                problems.add(
                        rule.getLine(),
                        Problems.ANNOTATION,
                        "rule '%s': unknown annotation @%s".formatted(id, annotation));
            }
        }
        String owner = annotation(rule, "owner", problems);
        String policy = annotation(rule, "policy", problems);
        Set<Checkpoint> checkpoints = checkpoints(rule, annotation(rule, "at", problems), problems);
        PartReader partReader = new PartReader(parameters, problems);
        List<Part> parts = partReader.read(rule.getLhs());
        String then = String.valueOf(rule.getConsequence());
        EffectTemplate effect = null;
        try {
            effect = new EffectReader(partReader.scope(), names).read(then);
        } catch (Refusal refusal) {
            problems.add(rule.getConsequenceLine() + 1, refusal.code(), refusal.text());
        }
        if (problems.count() > before || effect == null) {
            return null;
        }
        return new ParsedRule(
                id,
                problems.file(),
                rule.getLine(),
                owner,
                policy,
                checkpoints,
                parts,
                effect,
                then,
                textOf(rule, text));
    }

    private static String annotation(RuleDescr rule, String name, Problems problems) {
        AnnotationDescr annotation = rule.getAnnotation(name);
        Object value = annotation == null ? null : annotation.getSingleValue();
        String text =
                value == null ? "" : value.toString().replaceAll("^\"|\"$", "").strip();
        if (text.isEmpty()) {
            problems.add(
                    rule.getLine(),
                    Problems.ANNOTATION,
                    "rule '%s' lacks @%s( \"...\" )".formatted(rule.getName(), name));
        }
        return text;
    }

    private static Set<Checkpoint> checkpoints(RuleDescr rule, String list, Problems problems) {
        Set<Checkpoint> checkpoints = EnumSet.noneOf(Checkpoint.class);
        for (String name : list.isEmpty() ? new String[0] : list.split("\\s*,\\s*")) {
            try {
                checkpoints.add(Checkpoint.valueOf(name));
            } catch (IllegalArgumentException unknown) {
                List<String> known =
                        Arrays.stream(Checkpoint.values()).map(Enum::name).toList();
                problems.add(
                        rule.getLine(),
                        Problems.ANNOTATION,
                        "rule '%s': unknown checkpoint '%s'.%s"
                                .formatted(rule.getName(), name, Problems.maybe(name, known)));
            }
        }
        return checkpoints;
    }

    private static String textOf(RuleDescr rule, String text) {
        List<String> lines = text.lines().toList();
        int from = Math.max(0, rule.getLine() - 1);
        int to = from;
        while (to < lines.size() && !lines.get(to).strip().equals("end")) {
            to++;
        }
        return String.join("\n", lines.subList(from, Math.min(lines.size(), to + 1)));
    }

    private static int lineOf(String text, int index) {
        return 1 + (int) text.substring(0, index).chars().filter(c -> c == '\n').count();
    }
}
