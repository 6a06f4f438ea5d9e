package dev.docket.order;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a value that is computed from optional fields, and names them, so that a rule reading the value is known to
 * need them.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Derived {
    /** The optional fields that are read, relative to the record; {@code lines[].unitCost} goes over every line. */
    String[] value();

    /** The optional fields that are read as well, but that nobody needs: an absent one counts as something. */
    String[] counts() default {};

    /** Whether it iterates over a list, so that its cost grows with the list. */
    boolean searches() default false;
}
