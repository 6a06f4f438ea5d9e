package dev.docket.order.constraint;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An amount that may be below zero, such as the price of a discount line: -1e15 to 1e15. */
@DecimalMin("-1E15")
@DecimalMax("1E15")
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface SignedAmount {
    String message() default "must be between -1e15 and 1e15";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
