package dev.docket.order;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.stream.Stream;

/** A value that is settled before an order is decided. It belongs to no request: it is neither read nor written. */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Settled {
    /** Separates the components of a request from those that are settled. */
    final class Components {
        private Components() {}

        /** Whether a request never has it. */
        public static boolean isSettled(RecordComponent component) {
            return component.isAnnotationPresent(Settled.class);
        }

        /** The components that a request may have, in their order. */
        public static Stream<RecordComponent> ofRequest(Class<?> record) {
            return Arrays.stream(record.getRecordComponents()).filter(component -> !isSettled(component));
        }
    }
}
