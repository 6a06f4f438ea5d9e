package dev.docket.order;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A quantity that somebody orders: more than 0, up to 1e15. A return is an order of type RMA, not a negative quantity. */
@Constraint(validatedBy = OrderedQuantity.Check.class)
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface OrderedQuantity {
    String message() default "must be more than 0 and at most 1e15";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Advises whoever sends a negative quantity. */
    final class Check implements ConstraintValidator<OrderedQuantity, BigDecimal> {
        private static final BigDecimal MOST = new BigDecimal("1E15");

        @Override
        public boolean isValid(@Nullable BigDecimal quantity, ConstraintValidatorContext context) {
            if (quantity == null || (quantity.signum() > 0 && quantity.compareTo(MOST) <= 0)) {
                return true;
            }
            if (quantity.signum() < 0) {
                context.disableDefaultConstraintViolation();
                context.buildConstraintViolationWithTemplate(context.getDefaultConstraintMessageTemplate()
                                + "; for a return send order.type RMA with the quantity above 0")
                        .addConstraintViolation();
            }
            return false;
        }
    }
}
