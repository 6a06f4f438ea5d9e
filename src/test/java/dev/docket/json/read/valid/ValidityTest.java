package dev.docket.json.read.valid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.order.OrderSnapshot;
import dev.docket.service.outcome.Feedback;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValidityTest {
    private static final Validator VALIDATOR = Validation.byProvider(HibernateValidator.class)
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator())
            .buildValidatorFactory()
            .getValidator();

    private final Validity validity = new Validity(VALIDATOR);

    @Test
    void of_5_000_requests_exactly_those_are_certain_that_the_validator_finds_nothing_wrong_with() throws Exception {
        AnyRecord records = new AnyRecord(20_261_130);
        int certain = 0;
        TreeMap<String, Integer> broken = new TreeMap<>();
        for (int i = 0; i < 5_000; i++) {
            OrderSnapshot order =
                    records.of(OrderSnapshot.class, List.of(0.0, 0.005, 0.05).get(i % 3));
            Set<ConstraintViolation<OrderSnapshot>> violations = VALIDATOR.validate(order);
            assertThat(validity.isCertain(order))
                    .as("request %d, violations %s", i, violations)
                    .isEqualTo(violations.isEmpty());
            certain += violations.isEmpty() ? 1 : 0;
            violations.forEach(one -> broken.merge(
                    one.getConstraintDescriptor()
                            .getAnnotation()
                            .annotationType()
                            .getSimpleName(),
                    1,
                    Integer::sum));
        }
        assertThat(certain).isBetween(250, 4_750);
        assertThat(broken)
                .containsKeys(
                        "Amount",
                        "Count",
                        "CountryCode",
                        "CurrencyCode",
                        "DayCount",
                        "Distinct",
                        "DistinctLineIds",
                        "Id",
                        "Min",
                        "NegativeOnlyInReturns",
                        "NotNull",
                        "OrderedQuantity",
                        "Percentage",
                        "Rate",
                        "SignedAmount",
                        "Size",
                        "Text",
                        "TimeZoneId");
    }

    @Test
    void the_same_holds_of_outcomes() throws Exception {
        AnyRecord records = new AnyRecord(7);
        for (int i = 0; i < 5_000; i++) {
            Feedback outcome = records.of(Feedback.class, 0.1);
            assertThat(validity.isCertain(outcome))
                    .isEqualTo(VALIDATOR.validate(outcome).isEmpty());
        }
    }

    /** With constraints that no request has. */
    public record Unusual(
            @NotBlank @Nullable String name,
            @Valid @Nullable Inner inner) {}

    /** Inside another. */
    public record Inner(@Max(3) @Nullable Short few) {}

    /** Whose groups say when. */
    public record Grouped(
            @Size(min = 1, groups = Runnable.class) @Nullable
            String late) {}

    /** With a constraint on a method that is no component. */
    public record Derived(@Nullable String text) {
        @AssertTrue
        public boolean isLong() {
            return text != null && text.length() > 3;
        }
    }

    /** Whose pattern does not look at case. */
    public record Flagged(
            @Pattern(regexp = "abc", flags = Pattern.Flag.CASE_INSENSITIVE) @Nullable
            String text) {}

    /** Not to be read from outside. */
    record Hidden(@Size(max = 2) @Nullable String text) {}

    @Test
    void what_it_does_not_know_is_left_to_the_validator() {
        assertThat(List.of(
                        new Unusual("a", null),
                        new Inner((short) 1),
                        new Grouped("x"),
                        new Derived("long enough"),
                        new Flagged("ABC"),
                        new Hidden("a")))
                .allMatch(record -> VALIDATOR.validate(record).isEmpty())
                .noneMatch(validity::isCertain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "ab"})
    void a_list_inside_a_list_is_looked_into(String text) {
        Nested nested = new Nested(List.of(List.of("a"), List.of(text)));

        assertThat(validity.isCertain(nested))
                .isEqualTo(VALIDATOR.validate(nested).isEmpty())
                .isEqualTo(text.length() == 1);
    }

    /** With constraints two levels down. */
    public record Nested(List<List<@Size(max = 1) String>> lists) {}
}
