/**
 * Models: their files, what every kind measures of an order, drift, and how good they are on real outcomes. The kinds are
 * in the rooms {@code label} (up to version 3) and {@code loss}.
 */
@NullMarked
package dev.docket.priority;

import org.jspecify.annotations.NullMarked;
