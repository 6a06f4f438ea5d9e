package dev.docket.mapping.expression;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Works out expressions for one order.
 *
 * <p>Absent in, absent out: an operation with an absent operand gives an absent value, except {@code first},
 * {@code lookup} with {@code otherwise}, and sums, which leave absent terms out.
 *
 * @param scope where values are read
 * @param fields what earlier paths came to, by path
 */
public record Evaluation(Scope scope, Map<String, Object> fields) {
    @Nullable
    public Object value(Expression expression) {
        return switch (expression) {
            case Expression.Read read -> scope.read(read.source());
            case Expression.Field field -> fields.get(field.path());
            case Expression.Position position -> BigDecimal.valueOf(scope.position());
            case Expression.Constant constant -> constant.value();
            case Expression.Absent absent -> null;
            case Expression.First first ->
                first.choices().stream()
                        .map(this::value)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
            case Expression.Concat concat -> concat(concat);
            case Expression.Joined joined -> joined(joined);
            case Expression.Identifier id -> mapText(id.text(), Identifiers::of);
            case Expression.Left left ->
                mapText(left.text(), text -> text.substring(0, Math.min(left.length(), text.length())));
            case Expression.Product product -> fold(product.factors(), BigDecimal::multiply);
            case Expression.Minus minus -> fold(List.of(minus.from(), minus.less()), BigDecimal::subtract);
            case Expression.Sum sum -> sum(sum);
            case Expression.Absolute absolute -> map(number(absolute.number()), BigDecimal::abs);
            case Expression.Round round ->
                map(number(round.number()), number -> number.setScale(round.decimals(), RoundingMode.HALF_UP));
            case Expression.Greatest greatest -> fold(greatest.numbers(), BigDecimal::max);
            case Expression.PlusDays plus -> later(value(plus.date()), number(plus.days()), Duration.ofDays(1));
            case Expression.PlusHours plus -> later(value(plus.instant()), number(plus.hours()), Duration.ofHours(1));
            case Expression.Lookup lookup -> lookup(lookup);
            case Expression.Country country ->
                mapText(country.name(), name -> Countries.code(name, country.exceptions()));
            case Expression.Pick pick -> pick(pick);
            case Expression.When when -> value(chosen(when));
            case Expression.Quotient quotient -> quotient(quotient);
            case Expression.MinorUnits minor -> minorUnits(minor);
            case Expression.Numeral numeral -> mapText(numeral.text(), numeral.mark()::number);
            case Expression.Unpadded unpadded -> mapText(unpadded.text(), Texts::unpadded);
            case Expression.Day day -> when(day.text(), day.form(), DateForm::day);
            case Expression.Moment moment ->
                when(moment.text(), moment.form(), (form, text) -> form.moment(text, moment.zone()));
        };
    }

    private @Nullable Object concat(Expression.Concat concat) {
        StringBuilder text = new StringBuilder();
        for (Expression part : concat.parts()) {
            Object value = value(part);
            if (value == null) {
                return null;
            }
            text.append(text(value));
            Texts.requireBounded(text);
        }
        return text.toString();
    }

    private @Nullable Object joined(Expression.Joined joined) {
        List<Object> texts = scope.readAll(joined.source()).stream().distinct().toList();
        StringBuilder text = new StringBuilder();
        for (Object each : texts) {
            text.append(text.isEmpty() ? "" : joined.separator()).append(text(each));
            Texts.requireBounded(text);
        }
        return texts.isEmpty() ? null : text.toString();
    }

    public static String text(Object value) {
        return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }

    private @Nullable Object mapText(Expression expression, Function<String, Object> operation) {
        Object value = value(expression);
        return value == null ? null : operation.apply(text(value));
    }

    private static @Nullable BigDecimal map(@Nullable BigDecimal number, UnaryOperator<BigDecimal> operation) {
        return number == null ? null : operation.apply(number);
    }

    private @Nullable BigDecimal number(Expression expression) {
        return switch (value(expression)) {
            case null -> null;
            case BigDecimal number -> number;
            case Object other -> Numbers.of(other.toString());
        };
    }

    private @Nullable BigDecimal fold(List<Expression> operands, BinaryOperator<BigDecimal> operation) {
        BigDecimal result = null;
        for (Expression operand : operands) {
            BigDecimal number = number(operand);
            if (number == null) {
                return null;
            }
            result = result == null ? number : Numbers.bounded(operation.apply(result, number));
        }
        return result;
    }

    private Object sum(Expression.Sum sum) {
        BigDecimal total = BigDecimal.ZERO;
        for (Scope each : scope.lines()) {
            BigDecimal term = new Evaluation(each, fields).number(sum.term());
            total = term == null ? total : total.add(term);
        }
        return total;
    }

    private static @Nullable Object later(@Nullable Object when, @Nullable BigDecimal count, Duration unit) {
        if (when == null || count == null) {
            return null;
        }
        Duration distance = unit.multipliedBy(count.longValueExact());
        return switch (when) {
            case LocalDate date -> date.plusDays(distance.toDays());
            case Instant instant -> instant.plus(distance);
            default -> throw new IllegalArgumentException("'%s' is not a date or a timestamp".formatted(when));
        };
    }

    public static Instant startOf(LocalDate date) {
        return date.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private @Nullable Object lookup(Expression.Lookup lookup) {
        Object key = value(lookup.key());
        Expression found = key == null ? null : lookup.table().get(text(key));
        if (found == null && lookup.otherwise() == null && key != null) {
            throw new IllegalArgumentException("table '%s' has no entry for '%s'".formatted(lookup.name(), text(key)));
        }
        Expression chosen = found == null ? lookup.otherwise() : found;
        return chosen == null ? null : value(chosen);
    }

    private @Nullable Object pick(Expression.Pick pick) {
        Object key = value(pick.key());
        if (key == null) {
            return null;
        }
        double total = 0;
        for (Expression.Weighted choice : pick.choices()) {
            total += choice.weight().doubleValue();
        }
        double left = Identifiers.fraction(pick.salt() + "|" + text(key)) * total;
        for (Expression.Weighted choice : pick.choices()) {
            left -= choice.weight().doubleValue();
            if (left < 0) {
                return value(choice.value());
            }
        }
        return value(pick.choices().getLast().value());
    }

    private Expression chosen(Expression.When when) {
        int before = scope.placesRead();
        boolean holds = when.all().stream().allMatch(condition -> condition.holds(this));
        scope.forgetAfter(before);
        return holds ? when.then() : when.otherwise();
    }

    private @Nullable BigDecimal quotient(Expression.Quotient quotient) {
        BigDecimal dividend = number(quotient.dividend());
        BigDecimal divisor = number(quotient.divisor());
        if (dividend == null || divisor == null) {
            return null;
        }
        if (divisor.signum() == 0) {
            throw new IllegalArgumentException("%s cannot be divided by 0".formatted(dividend.toPlainString()));
        }
        return dividend.divide(divisor, quotient.decimals(), RoundingMode.HALF_UP);
    }

    private @Nullable BigDecimal minorUnits(Expression.MinorUnits minor) {
        BigDecimal number = number(minor.number());
        Object currency = minor.currency() == null ? "" : value(minor.currency());
        if (number == null || currency == null) {
            return null;
        }
        return number.movePointLeft(minor.currency() == null ? minor.decimals() : Numbers.decimalsOf(text(currency)));
    }

    private @Nullable Object when(Expression text, Expression form, BiFunction<DateForm, String, Object> reading) {
        Object value = value(text);
        Object name = value == null ? null : value(form);
        return value == null || name == null
                ? null
                : reading.apply(DateForms.named(text(name)), text(value).strip());
    }
}
