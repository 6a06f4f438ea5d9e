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

/** An order whose net and gross amount are 0 or more, unless it is a return (type RMA). */
@Constraint(validatedBy = NegativeOnlyInReturns.Check.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface NegativeOnlyInReturns {
    String message() default "must be between 0 and 1e15; only an order of type RMA may have an amount below 0";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Reports each negative amount at its own path. */
    final class Check implements ConstraintValidator<NegativeOnlyInReturns, Order> {
        @Override
        public boolean isValid(@Nullable Order order, ConstraintValidatorContext context) {
            if (order == null || order.type() == OrderType.RMA) {
                return true;
            }
            context.disableDefaultConstraintViolation();
            boolean net = isValid("netAmount", order.netAmount(), context);
            boolean gross = isValid("grossAmount", order.grossAmount(), context);
            return net && gross;
        }

        private static boolean isValid(String field, @Nullable BigDecimal amount, ConstraintValidatorContext context) {
            // Below -1e15 the field's own range has been reported already.
            if (amount == null || amount.signum() >= 0 || amount.compareTo(new BigDecimal("-1E15")) < 0) {
                return true;
            }
            context.buildConstraintViolationWithTemplate(context.getDefaultConstraintMessageTemplate())
                    .addPropertyNode(field)
                    .addConstraintViolation();
            return false;
        }
    }
}
