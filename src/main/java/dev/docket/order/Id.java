package dev.docket.order;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An identifier: 1 to 64 code points, none of them white space or a control character. */
@Pattern(regexp = "[^\\p{IsWhite_Space}\\p{Cc}]{1,64}")
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface Id {
    String message() default "must be 1 to 64 characters without white space or control characters";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
