package dev.docket.json.read;

import dev.docket.json.Echo;
import dev.docket.json.Problem;
import dev.docket.json.read.cursor.Problems;
import dev.docket.json.read.valid.Validity;
import dev.docket.order.DistinctLineIds;
import dev.docket.order.NegativeOnlyInReturns;
import dev.docket.order.OrderedQuantity;
import dev.docket.order.constraint.Amount;
import dev.docket.order.constraint.Count;
import dev.docket.order.constraint.CountryCode;
import dev.docket.order.constraint.CurrencyCode;
import dev.docket.order.constraint.DayCount;
import dev.docket.order.constraint.Distinct;
import dev.docket.order.constraint.Id;
import dev.docket.order.constraint.Percentage;
import dev.docket.order.constraint.PositiveAmount;
import dev.docket.order.constraint.Rate;
import dev.docket.order.constraint.SignedAmount;
import dev.docket.order.constraint.Text;
import dev.docket.order.constraint.TimeZoneId;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.jspecify.annotations.Nullable;

/** Validates a record and words the violations. */
final class Violations {
    private static final Map<Class<? extends Annotation>, String> CODES = Map.ofEntries(
            Map.entry(NotNull.class, "required"),
            Map.entry(Amount.class, "out-of-range"),
            Map.entry(SignedAmount.class, "out-of-range"),
            Map.entry(NegativeOnlyInReturns.class, "out-of-range"),
            Map.entry(OrderedQuantity.class, "out-of-range"),
            Map.entry(PositiveAmount.class, "out-of-range"),
            Map.entry(Percentage.class, "out-of-range"),
            Map.entry(Rate.class, "out-of-range"),
            Map.entry(Count.class, "out-of-range"),
            Map.entry(DayCount.class, "out-of-range"),
            Map.entry(Min.class, "out-of-range"),
            Map.entry(Max.class, "out-of-range"),
            Map.entry(DecimalMin.class, "out-of-range"),
            Map.entry(DecimalMax.class, "out-of-range"),
            Map.entry(Size.class, "wrong-size"),
            Map.entry(Id.class, "not-an-id"),
            Map.entry(Text.class, "too-long"),
            Map.entry(CurrencyCode.class, "unknown-currency"),
            Map.entry(CountryCode.class, "unknown-country"),
            Map.entry(TimeZoneId.class, "unknown-time-zone"),
            Map.entry(Distinct.class, "repeated-value"),
            Map.entry(DistinctLineIds.class, "duplicate-line-id"));

    private final Validator validator;
    private final Validity validity;

    private Violations(Validator validator) {
        this.validator = validator;
        this.validity = new Validity(validator);
    }

    /** Created without the container, so that command line and service validate alike. */
    @SuppressWarnings("resource") // the factory lives as long as the process
    static Violations create() {
        return new Violations(Validation.byProvider(HibernateValidator.class)
                .configure()
                .messageInterpolator(new ParameterMessageInterpolator())
                .defaultLocale(Locale.ENGLISH)
                .buildValidatorFactory()
                .getValidator());
    }

    /** Adds a value's violations, except where reading already found a problem. */
    void of(Record value, Problems problems) {
        if (validity.isCertain(value)) {
            return;
        }
        validator.validate(value).stream()
                .filter(violation ->
                        !problems.explain(violation.getPropertyPath().toString()))
                .map(Violations::problem)
                .sorted(Comparator.comparing(Problem::path).thenComparing(Problem::code))
                .toList()
                .forEach(problems::add);
    }

    private static Problem problem(ConstraintViolation<Record> violation) {
        String path = violation.getPropertyPath().toString();
        Class<? extends Annotation> constraint =
                violation.getConstraintDescriptor().getAnnotation().annotationType();
        return new Problem(
                path,
                CODES.getOrDefault(constraint, "invalid"),
                violation.getMessage(),
                echoed(violation.getInvalidValue()),
                0);
    }

    private static @Nullable Object echoed(@Nullable Object value) {
        if (value instanceof String text) {
            return Echo.of(text);
        }
        return value instanceof Number || value instanceof Boolean ? value : null;
    }
}
