/**
 * The use cases that every inbound adapter calls: plain classes with constructor injection, free of frameworks.
 *
 * <p>The only place that reads a clock, because the time of receipt is the default of {@code asOf}.
 */
@NullMarked
package dev.docket.service;

import org.jspecify.annotations.NullMarked;
