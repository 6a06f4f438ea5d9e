package dev.docket.order.constraint;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list without repetition. */
@Constraint(validatedBy = Distinct.Check.class)
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface Distinct {
    String message() default "must not name the same value twice";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Compares by {@code equals}. */
    final class Check implements ConstraintValidator<Distinct, List<?>> {
        @Override
        public boolean isValid(@Nullable List<?> list, ConstraintValidatorContext context) {
            return list == null || new HashSet<>(list).size() == list.size();
        }
    }
}
