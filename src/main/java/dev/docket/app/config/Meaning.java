package dev.docket.app.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a setting does, as {@code docs/configuration.md} and {@code ./docket config} say it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Meaning {
    String value();

    /** Whether the value must not be shown. */
    boolean isSecret() default false;
}
