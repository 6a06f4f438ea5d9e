/** Measurements, run by hand: each is a plain {@code main} that prints a table. */
@NullMarked
package dev.docket.bench;

import org.jspecify.annotations.NullMarked;
