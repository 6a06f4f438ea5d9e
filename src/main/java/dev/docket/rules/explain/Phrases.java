package dev.docket.rules.explain;

import dev.docket.decision.rule.ChosenValue;
import dev.docket.decision.rule.WouldNeed;
import dev.docket.rules.evaluate.FieldAccess;
import dev.docket.rules.evaluate.Operands;
import dev.docket.rules.language.Average;
import dev.docket.rules.language.Comparison;
import dev.docket.rules.language.Condition;
import dev.docket.rules.language.Expr;
import dev.docket.rules.vocabulary.ValueType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says in words how the values of a condition compare. */
record Phrases(Operands operands) {
    private static final int LISTED = 8;
    private static final int TEXT_CODE_POINTS = 60;
    private static final int GROUP = 3;

    /** Why the condition does not hold. */
    String failing() {
        return switch (operands.condition().condition()) {
            case Condition.Compare compare -> compare(compare);
            case Condition.MemberOf member ->
                value(member.value()) + (member.negated() ? " is one of " : " is none of ") + list(member);
            case Condition.Contains contains ->
                value(contains.list()) + (contains.negated() ? " has " : " does not have ") + value(contains.value());
            case Condition.Text text ->
                value(text.value()) + " " + text.test().words(text.negated()) + " " + value(text.pattern());
            case Condition.Presence presence ->
                presence.present() ? name(presence.field()) + " is absent" : value(presence.field()) + " is not absent";
        };
    }

    private String compare(Condition.Compare compare) {
        if (compare.right() instanceof Expr.Constant constant && constant.value() instanceof Boolean) {
            return value(compare.left()).replaceFirst(" (true|false)$", " is $1");
        }
        boolean isTime =
                compare.left().type() == ValueType.Simple.DATE || compare.left().type() == ValueType.Simple.MOMENT;
        String fails = isTime ? timeFails(compare.operator()) : numberFails(compare.operator());
        return side(compare.left()) + " " + fails + " " + side(compare.right());
    }

    private static String numberFails(Comparison operator) {
        return switch (operator) {
            case LESS -> "is not below";
            case LESS_OR_EQUAL -> "is not at most";
            case GREATER -> "is not above";
            case GREATER_OR_EQUAL -> "is not at least";
            case EQUAL -> "is not";
            case NOT_EQUAL -> "is";
        };
    }

    private static String timeFails(Comparison operator) {
        return switch (operator) {
            case LESS -> "is not before";
            case LESS_OR_EQUAL -> "is after";
            case GREATER -> "is not after";
            case GREATER_OR_EQUAL -> "is before";
            case EQUAL -> "is not";
            case NOT_EQUAL -> "is";
        };
    }

    private String side(Expr expression) {
        boolean isComputed = expression instanceof Expr.Arithmetic || expression instanceof Expr.Shift;
        Object result = isComputed ? operands.value(expression) : null;
        return result == null ? value(expression) : value(expression) + " = " + of(result);
    }

    private String list(Condition.MemberOf member) {
        List<Object> values = new ArrayList<>();
        for (Expr each : member.list()) {
            Object value = operands.value(each);
            if (value instanceof List<?> texts) {
                values.addAll(texts);
            } else if (value != null) {
                values.add(value);
            }
        }
        return list(values);
    }

    private String value(Expr expression) {
        return switch (expression) {
            case Expr.Read read -> {
                Object value = operands.value(read);
                boolean isPlain = (!(value instanceof Record) || value instanceof Average)
                        && !(value instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof Record);
                yield value == null || !isPlain ? name(read) : name(read) + " " + of(value);
            }
            case Expr.Whole whole -> whole.fact().name();
            case Expr.Constant constant -> of(constant.value());
            case Expr.Parameter parameter -> parameter(parameter);
            case Expr.Arithmetic arithmetic ->
                nested(arithmetic.left(), arithmetic)
                        + sign(arithmetic.operator())
                        + nested(arithmetic.right(), arithmetic);
            case Expr.Shift shift ->
                value(shift.base()) + (shift.move().isForward() ? " + " : " - ") + value(shift.by());
        };
    }

    private String nested(Expr operand, Expr.Arithmetic within) {
        boolean needsBrackets = operand instanceof Expr.Arithmetic inner
                && (within.operator().isProduct()
                        ? !inner.operator().isProduct()
                        : within.operator() == Expr.Operator.MINUS
                                && within.right().equals(operand));
        return needsBrackets ? "(" + value(operand) + ")" : value(operand);
    }

    private static String sign(Expr.Operator operator) {
        return switch (operator) {
            case PLUS -> " + ";
            case MINUS -> " - ";
            case TIMES -> " × ";
            case REMAINDER -> " modulo ";
        };
    }

    private String parameter(Expr.Parameter parameter) {
        Object value = operands.value(parameter);
        String words =
                switch (parameter.accessor()) {
                    case SHARE, PERCENT ->
                        ofPresent(operands.frame().facts().parameters().value(parameter.name())) + " %";
                    case DAYS -> of(String.valueOf(value), "day");
                    case AMOUNT, MULTIPLE, COUNT, HOURS, MINUTES, TEXTS, INPUTS -> ofPresent(value);
                };
        ChosenValue choice = operands.frame().facts().parameters().choice(parameter.name());
        String why = choice == null ? "" : ", " + choice.because();
        return words + " (" + parameter.name() + why + ")";
    }

    private static String ofPresent(@Nullable Object value) {
        return value == null ? "" : of(value);
    }

    /** The name of a field; with that of its fact where two facts of the condition have it. */
    String name(Expr.Read read) {
        boolean isAmbiguous = operands.condition().accesses().stream()
                .map(FieldAccess::read)
                .anyMatch(other -> other.field().name().equals(read.field().name())
                        && !other.fact().equals(read.fact()));
        String name = read.field().words();
        return isAmbiguous ? read.fact().name().toLowerCase(Locale.ROOT) + " " + name : name;
    }

    /** A range as it follows the name of an input. */
    static String of(WouldNeed.Range.Between between) {
        return between.low() == null
                ? high(between)
                : between.high() == null ? low(between) : low(between) + " and " + high(between);
    }

    /** A list as it follows the name of an input. */
    static String of(WouldNeed.Range.OneOf one) {
        return (one.values().size() == 1 ? "" : "one of ") + list(one.values());
    }

    private static String low(WouldNeed.Range.Between between) {
        return between.low() == null ? "" : (between.lowIncluded() ? ">= " : "> ") + of(between.low());
    }

    private static String high(WouldNeed.Range.Between between) {
        return between.high() == null ? "" : (between.highIncluded() ? "<= " : "< ") + of(between.high());
    }

    private static String of(String number, String unit) {
        return number + " " + unit + (number.equals("1") ? "" : "s");
    }

    static String list(List<?> values) {
        String listed = values.stream().limit(LISTED).map(Phrases::of).collect(Collectors.joining(", "));
        return values.size() <= LISTED
                ? listed
                : listed + String.format(Locale.ROOT, " and %d more", values.size() - LISTED);
    }

    /** A value for people. */
    static String of(Object value) {
        return switch (value) {
            case BigDecimal number -> grouped(plain(number));
            case Integer number -> grouped(number.toString());
            case LocalDate date -> date.toString();
            case Instant moment -> moment.toString();
            case Duration span when span.toSeconds() % 3600 == 0 -> of(String.valueOf(span.toHours()), "hour");
            case Duration span -> of(String.valueOf(span.toMinutes()), "minute");
            case String text -> "\"" + start(text) + "\"";
            case List<?> values -> values.isEmpty() ? "(none)" : list(values);
            default -> value.toString();
        };
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static String grouped(String number) {
        int point = number.indexOf('.');
        int end = point < 0 ? number.length() : point;
        int start = number.startsWith("-") ? 1 : 0;
        if (end - start <= GROUP) {
            return number;
        }
        StringBuilder grouped = new StringBuilder(number);
        for (int at = end - GROUP; at > start; at -= GROUP) {
            grouped.insert(at, ',');
        }
        return grouped.toString();
    }

    private static String start(String text) {
        return text.codePointCount(0, text.length()) <= TEXT_CODE_POINTS
                ? text
                : text.substring(0, text.offsetByCodePoints(0, TEXT_CODE_POINTS)) + "...";
    }
}
