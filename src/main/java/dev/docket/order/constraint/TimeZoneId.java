package dev.docket.order.constraint;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.ZoneId;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A time zone of the IANA database, by its id or a link to it, in its case; an offset such as +02:00 is not one. */
@Constraint(validatedBy = TimeZoneId.Known.class)
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface TimeZoneId {
    String message() default "must be a time zone of the IANA database such as Europe/Berlin, in this spelling";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Knows the zones that the JDK ships. */
    final class Known implements ConstraintValidator<TimeZoneId, String> {
        // The JDK counts these three links among its short ids, and adds zones of System V, which IANA does not have.
        private static final Set<String> IDS = Stream.concat(
                        Stream.of("EST", "MST", "HST"),
                        ZoneId.getAvailableZoneIds().stream().filter(id -> !id.startsWith("SystemV/")))
                .collect(Collectors.toUnmodifiableSet());

        @Override
        public boolean isValid(@Nullable String id, ConstraintValidatorContext context) {
            return id == null || isKnown(id);
        }

        /** Whether this is the id of a zone. */
        public static boolean isKnown(String id) {
            return IDS.contains(id);
        }

        /** The zone of an id. @throws java.time.DateTimeException when there is none */
        public static ZoneId zone(String id) {
            return ZoneId.of(id, ZoneId.SHORT_IDS);
        }
    }
}
