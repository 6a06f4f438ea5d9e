package dev.docket.order.constraint;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An identifier: 1 to 64 code points, no control character, and white space only between others. */
@Pattern(regexp = "(?![\\p{IsWhite_Space}])[^\\p{Cc}]{1,64}(?<![\\p{IsWhite_Space}])")
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface Id {
    String message() default
            "must be 1 to 64 characters, without control characters and without white space at either end";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
