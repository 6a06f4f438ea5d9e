/**
 * The use cases that every inbound adapter calls. Framework-free: plain classes that get their collaborators.
 *
 * <p>The only place that reads a clock: the time of receipt is the default of {@code asOf}.
 */
@NullMarked
package dev.docket.service;

import org.jspecify.annotations.NullMarked;
