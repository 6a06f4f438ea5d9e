/**
 * A policy change on its way to deciding: its steps, what is signed, and its state as a pure function of the recorded steps. Knows
 * neither a store nor a clock.
 */
@NullMarked
package dev.docket.change;

import org.jspecify.annotations.NullMarked;
