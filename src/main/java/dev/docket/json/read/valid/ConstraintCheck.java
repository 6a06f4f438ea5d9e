package dev.docket.json.read.valid;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.validation.groups.Default;
import jakarta.validation.metadata.ConstraintDescriptor;
import java.lang.annotation.Annotation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.hibernate.validator.constraints.ConstraintComposition;
import org.hibernate.validator.constraintvalidation.HibernateConstraintValidator;

/** Makes a check of one constraint, and of those that it is composed of. */
final class ConstraintCheck {
    private static final Set<Class<?>> WHOLE_NUMBERS = Set.of(Integer.class, int.class, Long.class, long.class);

    private ConstraintCheck() {}

    /** @param type of the values; {@link Check#UNSURE} for a constraint, or a type of values, that is not known here */
    static Check of(ConstraintDescriptor<?> constraint, Class<?> type) {
        if (!constraint.getGroups().equals(Set.of(Default.class)) || isComposedOtherwise(constraint.getAnnotation())) {
            return Check.UNSURE;
        }
        List<Check> checks = new ArrayList<>();
        for (ConstraintDescriptor<?> part : constraint.getComposingConstraints()) {
            checks.add(of(part, type));
        }
        Annotation annotation = constraint.getAnnotation();
        if (!isKnown(annotation)) {
            for (var validator : constraint.getConstraintValidatorClasses()) {
                checks.add(own(validator, constraint));
            }
            return checks.isEmpty() ? Check.UNSURE : Check.all(checks);
        }
        checks.add(known(annotation, type));
        return Check.all(checks);
    }

    /** Whether not all of its parts must hold. */
    private static boolean isComposedOtherwise(Annotation annotation) {
        return annotation.annotationType().isAnnotationPresent(ConstraintComposition.class);
    }

    private static boolean isKnown(Annotation annotation) {
        return annotation.annotationType().getPackageName().equals("jakarta.validation.constraints");
    }

    private static Check known(Annotation annotation, Class<?> type) {
        return switch (annotation) {
            case NotNull required -> value -> value != null;
            case Min min when WHOLE_NUMBERS.contains(type) -> whole(number -> number >= min.value());
            case Max max when WHOLE_NUMBERS.contains(type) -> whole(number -> number <= max.value());
            case DecimalMin min when type == BigDecimal.class -> atLeast(new BigDecimal(min.value()), min.inclusive());
            case DecimalMax max when type == BigDecimal.class -> atMost(new BigDecimal(max.value()), max.inclusive());
            case Size size
            when List.class.isAssignableFrom(type) ->
                value -> value == null || isBetween(((List<?>) value).size(), size);
            case Size size
            when type == String.class -> value -> value == null || isBetween(((String) value).length(), size);
            case Pattern pattern
            when type == String.class && pattern.flags().length == 0 ->
                matching(java.util.regex.Pattern.compile(pattern.regexp()));
            default -> Check.UNSURE;
        };
    }

    private static Check whole(java.util.function.LongPredicate meets) {
        return value -> value == null || meets.test(((Number) value).longValue());
    }

    private static Check atLeast(BigDecimal least, boolean isInclusive) {
        return decimal(isInclusive ? number -> number.compareTo(least) >= 0 : number -> number.compareTo(least) > 0);
    }

    private static Check atMost(BigDecimal most, boolean isInclusive) {
        return decimal(isInclusive ? number -> number.compareTo(most) <= 0 : number -> number.compareTo(most) < 0);
    }

    private static Check decimal(Predicate<BigDecimal> meets) {
        return value -> value == null || meets.test((BigDecimal) value);
    }

    private static boolean isBetween(int count, Size size) {
        return size.min() <= count && count <= size.max();
    }

    private static Check matching(java.util.regex.Pattern pattern) {
        return value -> value == null || pattern.matcher((String) value).matches();
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the descriptor has the validator of this annotation
    private static Check own(Class<? extends ConstraintValidator<?, ?>> type, ConstraintDescriptor<?> constraint) {
        // Those of Hibernate's own kind are made ready in another way.
        if (constraint.getConstraintValidatorClasses().size() > 1
                || HibernateConstraintValidator.class.isAssignableFrom(type)) {
            return Check.UNSURE;
        }
        try {
            ConstraintValidator validator = type.getConstructor().newInstance();
            validator.initialize(constraint.getAnnotation());
            return value -> isValid(validator, value);
        } catch (ReflectiveOperationException notOurs) {
            return Check.UNSURE;
        }
    }

    private static boolean isValid(
            ConstraintValidator<?, Object> validator, @org.jspecify.annotations.Nullable Object value) {
        try {
            return validator.isValid(value, WordlessContext.INSTANCE);
        } catch (WordlessContext.HasSomethingToSay violated) {
            return false;
        }
    }
}
