package dev.docket.service.whatif;

import dev.docket.decision.rule.WouldNeed;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Values of a range, as requests have them: as near to the bound as the field allows. */
final class OneValue {
    private static final int MOST = 6;
    private static final int CENTS = 2;
    private static final List<BigDecimal> HAIRS =
            List.of(new BigDecimal("0.01"), BigDecimal.ONE, new BigDecimal("0.000001"));

    private OneValue() {}

    /**
     * Values to try one after the other.
     *
     * @param now the value that is there
     */
    static List<String> of(WouldNeed.Range range, String now) {
        return switch (range) {
            case WouldNeed.Range.Between between -> between(between, now);
            case WouldNeed.Range.OneOf one ->
                one.values().stream().limit(MOST).map(OneValue::text).toList();
            case WouldNeed.Range.NoneOf none ->
                none.values().equals(List.of(true))
                        ? List.of("false")
                        : none.values().equals(List.of(false)) ? List.of("true") : List.of();
            case WouldNeed.Range.Present present -> List.of();
            case WouldNeed.Range.Absent absent -> List.of("");
        };
    }

    private static List<String> between(WouldNeed.Range.Between between, String now) {
        boolean isFromAbove = between.low() == null
                || (between.high() instanceof BigDecimal high
                        && number(now)
                                .filter(value -> value.compareTo(high) > 0)
                                .isPresent());
        Object bound = isFromAbove ? between.high() : between.low();
        boolean isIncluded = isFromAbove ? between.highIncluded() : between.lowIncluded();
        int direction = isFromAbove ? -1 : 1;
        return switch (bound) {
            case BigDecimal number ->
                numbers(number, isIncluded, direction)
                        .filter(value -> isWithin(between, value))
                        .distinct()
                        .map(OneValue::text)
                        .toList();
            case LocalDate date -> List.of(text(isIncluded ? date : date.plusDays(direction)));
            case Instant moment -> List.of(text(isIncluded ? moment : moment.plus(Duration.ofSeconds(direction))));
            case null -> List.of();
            default -> List.of();
        };
    }

    private static Stream<BigDecimal> numbers(BigDecimal bound, boolean isIncluded, int direction) {
        RoundingMode inwards = direction < 0 ? RoundingMode.FLOOR : RoundingMode.CEILING;
        return isIncluded
                ? Stream.of(bound, bound.setScale(CENTS, inwards), bound.setScale(0, inwards))
                        .map(BigDecimal::stripTrailingZeros)
                : HAIRS.stream().map(hair -> bound.add(hair.multiply(BigDecimal.valueOf(direction)))
                        .stripTrailingZeros());
    }

    private static boolean isWithin(WouldNeed.Range.Between between, BigDecimal value) {
        return isOnSide(between.low(), between.lowIncluded(), value, 1)
                && isOnSide(between.high(), between.highIncluded(), value, -1);
    }

    private static boolean isOnSide(@Nullable Object bound, boolean isIncluded, BigDecimal value, int side) {
        int compared = bound instanceof BigDecimal number ? value.compareTo(number) * side : 1;
        return compared > 0 || (compared == 0 && isIncluded);
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }

    private static String text(Object value) {
        return switch (value) {
            case BigDecimal number -> number.toPlainString();
            case Enum<?> constant -> constant.name();
            default -> value.toString();
        };
    }
}
