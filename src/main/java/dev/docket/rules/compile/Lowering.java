package dev.docket.rules.compile;

import dev.docket.rules.Effects;
import dev.docket.rules.Parameters;
import dev.docket.rules.exact.Exact;
import dev.docket.rules.exact.Possible;
import dev.docket.rules.exact.TotalFunction;
import dev.docket.rules.language.Comparison;
import dev.docket.rules.language.Condition;
import dev.docket.rules.language.Expr;
import dev.docket.rules.language.ParsedRule;
import dev.docket.rules.language.Part;
import dev.docket.rules.language.TextTest;
import dev.docket.rules.language.Totalled;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes a checked rule as the DRL that Drools compiles. The analyst's text stays the policy sentence; what is compiled
 * is the same comparison on exact arithmetic, one method call for each condition.
 */
public final class Lowering {
    static final String PACKAGE = "docket.compiled";

    private static final String ELEMENT = "$element";
    private static final String EXACT = Exact.class.getName() + ".";
    private static final String POSSIBLE = Possible.class.getName() + ".";

    private Lowering() {}

    static String header() {
        return """
                package %s;
                import dev.docket.order.*;
                import dev.docket.decision.Standing;
                global %s parameters;
                global %s effects;
                import accumulate %s %s;
                import %s;
                """.formatted(
                        PACKAGE,
                        Parameters.class.getName(),
                        Effects.class.getName(),
                        TotalFunction.class.getName(),
                        TotalFunction.NAME,
                        Exact.class.getName());
    }

    public static String rule(ParsedRule rule) {
        return "rule \"%s\"\nwhen\n%s\nthen\n%s\nend\n"
                .formatted(
                        rule.id(),
                        rule.parts().stream().map(Lowering::part).collect(Collectors.joining("\n")),
                        rule.effect().text());
    }

    private static String part(Part part) {
        return switch (part) {
            case Part.Match match -> match(match);
            case Part.Exists exists -> "exists( " + match(exists.match()) + " )";
            case Part.None none -> "not( " + match(none.match(), POSSIBLE) + " )";
            case Part.Accumulate over -> accumulate(over);
            case Part.AnyOf any ->
                any.parts().stream().map(Lowering::part).collect(Collectors.joining(" or ", "( ", " )"));
        };
    }

    /**
     * A total, by Drools' own accumulate. In front stands that no fact is there of which it is not known whether it belongs,
     * or how much it adds: then the total is open, and the rule does not fire.
     */
    private static String accumulate(Part.Accumulate over) {
        Part.Match match = over.match();
        String belongs = match.conditions().isEmpty()
                ? "true"
                : match.conditions().stream()
                        .map(condition -> condition(condition, EXACT))
                        .collect(Collectors.joining(" && "));
        String guard =
                EXACT + "unsure(%s, %s)".formatted(belongs, over.value() == null ? "\"\"" : expression(over.value()));
        // The parser of a function's argument knows no names with points.
        String value = over.value() == null
                ? ELEMENT
                : expression(ofElement(over.value())).replace(EXACT, Exact.class.getSimpleName() + ".");
        String total =
                "(" + Totalled.class.getName() + conditions(over.asks(), EXACT, Stream.empty()) + " from accumulate( "
                        + from(match, ELEMENT + " : " + match.type().name() + conditions(match, EXACT, Stream.empty()))
                        + ", " + TotalFunction.NAME + "( " + value + " ) ))";
        return hasGuard(over)
                ? "not( " + from(match, match.type().name() + conditions(match, POSSIBLE, Stream.of(guard))) + " )\n"
                        + total
                : total;
    }

    /** Whether the total of facts can be open; of all facts, only counted, it cannot. */
    static boolean hasGuard(Part.Accumulate over) {
        return over.value() != null || !over.match().conditions().isEmpty();
    }

    private static Expr ofElement(Expr value) {
        return switch (value) {
            case Expr.Read read -> new Expr.Read(ELEMENT, read.fact(), read.field(), read.arguments());
            case Expr.Arithmetic arithmetic ->
                new Expr.Arithmetic(arithmetic.operator(), ofElement(arithmetic.left()), ofElement(arithmetic.right()));
            case Expr.Constant constant -> constant;
            case Expr.Whole whole -> whole;
            case Expr.Parameter parameter -> parameter;
            case Expr.Shift shift -> shift;
        };
    }

    private static String conditions(Part.Match match, String comparisons, Stream<String> more) {
        return Stream.concat(match.conditions().stream().map(condition -> condition(condition, comparisons)), more)
                .collect(Collectors.joining(", ", "( ", " )"));
    }

    private static String from(Part.Match match, String pattern) {
        return match.source() == null ? pattern : "(" + pattern + " from " + expression(match.source()) + ")";
    }

    private static String match(Part.Match match) {
        return match(match, EXACT);
    }

    private static String match(Part.Match match, String comparisons) {
        String pattern = (match.binding() == null ? "" : match.binding() + " : ")
                + match.type().name()
                + match.conditions().stream()
                        .map(condition -> condition(condition, comparisons))
                        .collect(Collectors.joining(", ", "( ", " )"));
        // The parentheses keep the parser from taking a following "( ... or ... )" for arguments.
        return match.source() == null ? pattern : "(" + pattern + " from " + expression(match.source()) + ")";
    }

    private static String condition(Condition condition, String comparisons) {
        return comparisons
                + switch (condition) {
                    case Condition.Compare compare -> call(method(compare.operator()), compare.left(), compare.right());
                    case Condition.MemberOf member
                    when member.list().size() == 1 && member.list().get(0) instanceof Expr.Parameter list ->
                        call(member.negated() ? "notMemberOf" : "memberOf", member.value(), list);
                    case Condition.MemberOf member ->
                        call(
                                member.negated() ? "noneOf" : "oneOf",
                                Stream.concat(Stream.of(member.value()), member.list().stream())
                                        .toArray(Expr[]::new));
                    case Condition.Contains contains ->
                        call(contains.negated() ? "notMemberOf" : "memberOf", contains.value(), contains.list());
                    case Condition.Text text ->
                        call(
                                text.negated()
                                        ? negated(text.test())
                                        : text.test().method(),
                                text.value(),
                                text.pattern());
                    case Condition.Presence presence ->
                        call(presence.present() ? "isPresent" : "isAbsent", presence.field());
                };
    }

    private static String method(Comparison comparison) {
        return switch (comparison) {
            case LESS -> "less";
            case LESS_OR_EQUAL -> "lessOrEqual";
            case GREATER -> "greater";
            case GREATER_OR_EQUAL -> "greaterOrEqual";
            case EQUAL -> "equal";
            case NOT_EQUAL -> "notEqual";
        };
    }

    private static String method(Expr.Operator operator) {
        return switch (operator) {
            case PLUS -> "plus";
            case MINUS -> "minus";
            case TIMES -> "times";
            case REMAINDER -> "remainder";
        };
    }

    private static String method(Expr.Move move) {
        return switch (move) {
            case PLUS_DAYS -> "plusDays";
            case MINUS_DAYS -> "minusDays";
            case PLUS -> "later";
            case MINUS -> "earlier";
        };
    }

    private static String negated(TextTest test) {
        return switch (test) {
            case STARTS_WITH -> "notStartsWith";
            case ENDS_WITH -> "notEndsWith";
            case CONTAINS -> "notContains";
            case MATCHES -> "notMatches";
        };
    }

    private static String call(String name, Expr... arguments) {
        return name + Arrays.stream(arguments).map(Lowering::expression).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String expression(Expr expression) {
        return switch (expression) {
            case Expr.Read read -> read(read);
            case Expr.Whole whole -> whole.binding();
            case Expr.Constant constant -> constant(constant.value());
            case Expr.Parameter parameter ->
                "parameters.%s(\"%s\"%s)"
                        .formatted(
                                parameter.accessor(),
                                parameter.name(),
                                parameter.argument() == null ? "" : ", " + expression(parameter.argument()));
            case Expr.Arithmetic arithmetic ->
                EXACT + call(method(arithmetic.operator()), arithmetic.left(), arithmetic.right());
            case Expr.Shift shift -> EXACT + call(method(shift.move()), shift.base(), shift.by());
        };
    }

    private static String read(Expr.Read read) {
        String name = (read.binding() == null ? "" : read.binding() + ".")
                + read.field().code();
        if (read.field().parameters().isEmpty()) {
            return name;
        }
        return name + read.arguments().stream().map(Lowering::expression).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String constant(Object value) {
        return switch (value) {
            case Enum<?> constant -> constant.getDeclaringClass().getSimpleName() + "." + constant.name();
            case BigDecimal number when number.signum() == 0 -> "java.math.BigDecimal.ZERO";
            case BigDecimal number -> "new java.math.BigDecimal(\"" + number.toPlainString() + "\")";
            case LocalDate date ->
                "java.time.LocalDate.of(%s, %s, %s)"
                        .formatted(
                                String.valueOf(date.getYear()),
                                String.valueOf(date.getMonthValue()),
                                String.valueOf(date.getDayOfMonth()));
            case String text -> "\"" + text + "\""; // Literals lets nothing pass that would need an escape
            default -> value.toString();
        };
    }
}
