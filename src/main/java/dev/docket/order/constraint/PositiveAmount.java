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

/** A quantity that must be more than zero: up to 1e15. */
@DecimalMin(value = "0", inclusive = false)
@DecimalMax("1E15")
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface PositiveAmount {
    String message() default "must be more than 0 and at most 1e15";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
