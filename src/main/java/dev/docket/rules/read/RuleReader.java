package dev.docket.rules.read;

import dev.docket.order.Checkpoint;
import dev.docket.rules.Effects;
import dev.docket.rules.ErrorCode;
import dev.docket.rules.Parameters;
import dev.docket.rules.language.Declared;
import dev.docket.rules.language.EffectTemplate;
import dev.docket.rules.language.Origin;
import dev.docket.rules.language.ParsedRule;
import dev.docket.rules.language.Part;
import dev.docket.rules.language.PolicyNames;
import dev.docket.rules.language.Suppressions;
import dev.docket.rules.language.Validity;
import dev.docket.rules.problem.FileProblems;
import dev.docket.rules.problem.Refusal;
import dev.docket.rules.problem.RuleText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
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
    private static final Set<String> IMPORTS = Set.of("dev.docket.order.*", "dev.docket.decision.Standing");
    private static final Map<String, String> GLOBALS =
            Map.of("effects", Effects.class.getName(), "parameters", Parameters.class.getName());
    private static final int SYNTAX_ERRORS = 20; // the first ones matter, the others follow from them

    private final Declared declared;
    private final PolicyNames names;

    RuleReader(Declared declared, PolicyNames names) {
        this.declared = declared;
        this.names = names;
    }

    /** Reads every rule of a file; what is wrong goes to {@code problems}, and the rest is still read. */
    List<ParsedRule> read(String text, FileProblems problems) {
        if (!RuleText.isHarmless(text, problems) || !RuleText.isTyped(text, problems)) {
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

    private static @Nullable PackageDescr parse(String text, FileProblems problems) {
        try {
            DrlParser parser = new DrlParser(LanguageLevelOption.DRL6);
            PackageDescr descr = parser.parse(false, text);
            parser.getErrors().stream().limit(SYNTAX_ERRORS).forEach(error -> syntax(error, problems));
            return parser.hasErrors() ? null : descr;
        } catch (DroolsParserException | RuntimeException | StackOverflowError failure) {
            problems.add(1, ErrorCode.SYNTAX, "cannot be read: " + failure.getMessage());
            return null;
        }
    }

    /** What to write in place of an attribute of Drools. */
    private static String instead(String attribute) {
        return switch (attribute) {
            case "date-effective" -> "date-effective is written @from( \"2027-01-01\" )";
            case "date-expires" ->
                "date-expires is written @until( \"2027-12-31\" ), the last day on which the rule holds";
            case "enabled" -> "enabled is not allowed; delete the rule, or write @until( \"2027-12-31\" )";
            case "salience" -> "salience is not allowed: rules have no order, and all that match count";
            default ->
                "%s is not allowed: a rule has @owner, @policy, @at, @from, @until and @suppress".formatted(attribute);
        };
    }

    private static void syntax(DroolsError error, FileProblems problems) {
        int line = error.getLines().length == 0 ? 1 : error.getLines()[0];
        String message = error.getMessage().replaceAll("\\s+", " ").strip();
        String because = message.matches(".*no viable alternative at input( '')?( in rule .*)?")
                ? message + ": something is missing or left over just before"
                : message;
        boolean isTextTest = message.matches(".*input '(startsWith|endsWith)'.*");
        problems.add(
                line,
                ErrorCode.SYNTAX,
                isTextTest ? because + ". Maybe write orderId str[startsWith] \"WEB-\"?" : because);
    }

    private static void header(PackageDescr descr, FileProblems problems) {
        descr.getImports().forEach(imported -> {
            if (!IMPORTS.contains(imported.getTarget())) {
                problems.add(
                        imported.getLine(),
                        ErrorCode.HEADER,
                        "import '%s' is not allowed; allowed are %s"
                                .formatted(imported.getTarget(), new TreeSet<>(IMPORTS)));
            }
        });
        descr.getGlobals().forEach(global -> {
            if (!Objects.equals(GLOBALS.get(global.getIdentifier()), global.getType())) {
                problems.add(
                        global.getLine(),
                        ErrorCode.HEADER,
                        "global '%s %s' is not allowed; allowed are %s"
                                .formatted(global.getType(), global.getIdentifier(), new TreeMap<>(GLOBALS)));
            }
        });
        if (descr.getUnit() != null) {
            problems.add(descr.getUnit().getLine(), ErrorCode.NOT_ALLOWED, "rule units are not allowed");
        }
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
                        ErrorCode.NOT_ALLOWED,
                        "a rule file has a package, imports, globals and rules, and nothing else"));
    }

    private @Nullable ParsedRule rule(RuleDescr rule, String text, FileProblems problems) {
        int before = problems.count();
        AnnotationReader annotations = new AnnotationReader(rule, problems);
        String id = annotations.id();
        if (rule instanceof QueryDescr
                || rule.getParentName() != null
                || !rule.getNamedConsequences().isEmpty()
                || rule.getUnit() != null) {
            problems.add(
                    rule.getLine(),
                    ErrorCode.NOT_ALLOWED,
                    "rule '%s': no query, extends or named consequence".formatted(id));
        }
        rule.getAttributes()
                .values()
                .forEach(attribute ->
                        problems.add(attribute.getLine(), ErrorCode.NOT_ALLOWED, instead(attribute.getName())));
        String owner = annotations.required("owner");
        String policy = annotations.required("policy");
        Set<Checkpoint> checkpoints = annotations.checkpoints();
        Validity validity = annotations.validity();
        Suppressions suppressions = annotations.suppressions();
        PartReader partReader = new PartReader(declared, problems);
        List<Part> parts = partReader.read(rule.getLhs());
        String then = String.valueOf(rule.getConsequence());
        EffectTemplate effect = null;
        try {
            effect = new EffectReader(partReader.scope(), names).read(then);
        } catch (Refusal refusal) {
            problems.add(rule.getConsequenceLine() + 1, refusal);
        }
        if (problems.count() > before || effect == null) {
            return null;
        }
        return new ParsedRule(
                id,
                problems.file(),
                rule.getLine(),
                Origin.line(rule.getLine()),
                owner,
                policy,
                checkpoints,
                validity,
                suppressions,
                parts,
                effect,
                then,
                RuleText.between(text, rule.getStartCharacter(), rule.getEndCharacter()));
    }
}
