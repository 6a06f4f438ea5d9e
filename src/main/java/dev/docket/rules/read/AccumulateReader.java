package dev.docket.rules.read;

import dev.docket.rules.ErrorCode;
import dev.docket.rules.language.Condition;
import dev.docket.rules.language.Expr;
import dev.docket.rules.language.Part;
import dev.docket.rules.language.Totalled;
import dev.docket.rules.language.Totalled.Total;
import dev.docket.rules.problem.Limits;
import dev.docket.rules.problem.Refusal;
import dev.docket.rules.vocabulary.ValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.AccumulateDescr;
import org.drools.drl.ast.descr.AccumulateDescr.AccumulateFunctionCallDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.CollectDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.PatternSourceDescr;
import org.jspecify.annotations.Nullable;

/**
 * Reads a total: {@code accumulate( Line( category == "SEALS", $q : orderedQty ); $sum : sum( $q ); $sum > 1000 )}. Of what
 * Drools' accumulate can do, only known functions over one pattern are left.
 */
final class AccumulateReader {
    private static final String FORM =
            "accumulate is written accumulate( Line( category == \"SEALS\" ); $total : sum( orderedQty ); $total > 1000 )";
    private static final Pattern VARIABLE = Pattern.compile("\\$[a-z][A-Za-z0-9]*");
    private static final Pattern BINDING = Pattern.compile("(\\$[a-z][A-Za-z0-9]*)\\s*:\\s*([a-zA-Z][A-Za-z0-9]*)");

    private final PatternReader patterns;
    private final PatternDescr result;
    private final AccumulateDescr over;
    private final Map<String, String> fields = new HashMap<>();

    AccumulateReader(PatternReader patterns, PatternDescr result, AccumulateDescr over) {
        this.patterns = patterns;
        this.result = result;
        this.over = over;
    }

    /** What to write in place of a source that is not allowed. */
    static String otherwise(PatternSourceDescr source) {
        return source instanceof CollectDescr
                ? "collect is not allowed; to count facts, write accumulate( Line( ... ); $n : count(); $n > 3 )"
                : "only 'from' a field is allowed behind a pattern. " + FORM;
    }

    /** The total, or null when its pattern has problems, which were reported. @throws Refusal when it is not allowed */
    @Nullable
    Part read() {
        PatternDescr pattern = over.getInputPattern();
        List<AccumulateFunctionCallDescr> functions = over.getFunctions();
        if (!"Object".equals(result.getObjectType()) || result.getIdentifier() != null) {
            throw new Refusal(ErrorCode.NOT_ALLOWED, "'from accumulate' is not allowed. " + FORM);
        }
        if (pattern == null || !over.isSinglePattern() || functions.size() != 1 || over.getInitCode() != null) {
            throw new Refusal(ErrorCode.NOT_ALLOWED, "accumulate takes one pattern and one function. " + FORM);
        }
        if (pattern.getSource() instanceof AccumulateDescr) {
            throw new Refusal(ErrorCode.NOT_ALLOWED, "an accumulate has no other one inside");
        }
        AccumulateFunctionCallDescr function = functions.get(0);
        Total total = total(function.getFunction());
        String variable = String.valueOf(function.getBind());
        if (!VARIABLE.matcher(variable).matches() || patterns.isBound(variable) || function.isUnification()) {
            throw new Refusal(ErrorCode.NOT_ALLOWED, "a total has a variable of its own. " + FORM);
        }
        takeVariables(pattern);
        Part.Match match = patterns.looked(pattern);
        if (match == null) {
            return null;
        }
        Expr value = value(total, function.getParams(), match);
        Expr.Read read = Totalled.read(total, value == null ? ValueType.Simple.WHOLE : value.type());
        return new Part.Accumulate(match, total, value, asks(patterns.scope().with(variable, read), variable, read));
    }

    private static Total total(String name) {
        return Arrays.stream(Total.values())
                .filter(total -> total.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        ErrorCode.NOT_ALLOWED,
                        "accumulate has sum, count, min, max and average, not '%s'".formatted(name)));
    }

    /** Notes and takes away the variables of the pattern: what is totalled may name them, and nothing else. */
    private void takeVariables(PatternDescr pattern) {
        if (pattern.getIdentifier() != null) {
            fields.put(pattern.getIdentifier(), "");
            pattern.setIdentifier(null);
        }
        for (BaseDescr descr : List.copyOf(pattern.getDescrs())) {
            Matcher binding = BINDING.matcher(
                    descr instanceof ExprConstraintDescr expression
                            ? expression.getExpression().strip()
                            : "");
            if (binding.matches()) {
                fields.put(binding.group(1), binding.group(2));
                pattern.removeConstraint(descr);
            }
        }
    }

    private @Nullable Expr value(Total total, String[] written, Part.Match match) {
        if (total == Total.COUNT) {
            if (written.length > 0
                    && !fields.containsKey(written[0].strip())
                    && !written[0].strip().equals("1")) {
                throw new Refusal(
                        ErrorCode.NOT_ALLOWED,
                        "count takes nothing: it counts the facts that meet the conditions of the pattern");
            }
            return null;
        }
        if (written.length != 1) {
            throw new Refusal(ErrorCode.NOT_ALLOWED, "%s takes one value. %s".formatted(total, FORM));
        }
        String text = written[0];
        for (Map.Entry<String, String> field : fields.entrySet()) {
            String name = Pattern.quote(field.getKey());
            text = field.getValue().isEmpty()
                    ? text.replaceAll(name + "\\.", "")
                    : text.replaceAll(name + "(?![A-Za-z0-9])", field.getValue());
        }
        Expr value = new ExpressionReader(patterns.scope().in(match.type())).read(ConditionReader.parse(text));
        boolean isOwn = value.all()
                .allMatch(part -> part instanceof Expr.Arithmetic
                        || part instanceof Expr.Constant
                        || (part instanceof Expr.Read read
                                && read.binding() == null
                                && read.arguments().isEmpty()));
        if (!isOwn || value.reads().findAny().isEmpty() || value.depth() > Limits.CALCULATIONS) {
            throw new Refusal(
                    ErrorCode.NOT_ALLOWED,
                    "'%s': what is totalled is a field of %s, or is calculated from its fields"
                            .formatted(text, match.type()));
        }
        if (total.calculates() ? !value.type().isNumber() : !value.type().isOrdered()) {
            throw new Refusal(
                    ErrorCode.TYPE_MISMATCH,
                    "%s of %s: '%s' is %s"
                            .formatted(
                                    total,
                                    total.calculates() ? "numbers" : "what has an order",
                                    text,
                                    value.type().word()));
        }
        return value;
    }

    private Part.Match asks(Scope scope, String variable, Expr.Read total) {
        List<Condition> conditions = new ArrayList<>();
        for (BaseDescr constraint : result.getDescrs()) {
            if (!(constraint instanceof ExprConstraintDescr expression)) {
                throw new Refusal(ErrorCode.NOT_ALLOWED, FORM);
            }
            Condition condition = new ConditionReader(scope)
                    .read(expression.getExpression(), Math.max(constraint.getLine(), result.getLine()));
            if (!(condition instanceof Condition.Compare compare)
                    || condition.expressions().stream().flatMap(Expr::reads).noneMatch(total::equals)) {
                throw new Refusal(
                        ErrorCode.NOT_ALLOWED,
                        "'%s': behind an accumulate, %s is compared".formatted(condition.text(), variable));
            }
            if (total.field().name().equals(Total.AVERAGE.toString())
                    && !compare.left().equals(total)
                    && !compare.right().equals(total)) {
                throw new Refusal(
                        ErrorCode.NOT_ALLOWED,
                        "'%s': an average stands alone on its side; calculate on the other one"
                                .formatted(condition.text()));
            }
            conditions.add(condition);
        }
        if (conditions.isEmpty() || conditions.size() > Limits.CONDITIONS_PER_PATTERN) {
            throw new Refusal(ErrorCode.NOT_ALLOWED, "a total is compared with something. " + FORM);
        }
        return new Part.Match(null, Totalled.FACT, null, conditions, result.getLine());
    }
}
