package dev.docket.order;

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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lines whose {@code lineId} is unique in the order; each duplicate is reported at its own line. */
@Constraint(validatedBy = DistinctLineIds.Check.class)
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface DistinctLineIds {
    String message() default "is used by an earlier line: line ids must be unique in the order";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Puts the violation at the repeated id, not at the list. */
    final class Check implements ConstraintValidator<DistinctLineIds, List<Line>> {
        @Override
        public boolean isValid(@Nullable List<Line> lines, ConstraintValidatorContext context) {
            if (lines == null) {
                return true;
            }
            context.disableDefaultConstraintViolation();
            Set<String> seen = new HashSet<>();
            boolean distinct = true;
            for (int i = 0; i < lines.size(); i++) {
                String lineId = lines.get(i).lineId();
                if (lineId != null && !seen.add(lineId)) {
                    distinct = false;
                    context.buildConstraintViolationWithTemplate(context.getDefaultConstraintMessageTemplate())
                            .addPropertyNode("lineId")
                            .inIterable()
                            .atIndex(i)
                            .addConstraintViolation();
                }
            }
            return distinct;
        }
    }
}
