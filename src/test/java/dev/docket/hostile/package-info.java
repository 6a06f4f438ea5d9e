/** Slow, greedy and malformed clients, and a normal one that must be answered meanwhile. */
@NullMarked
package dev.docket.hostile;

import org.jspecify.annotations.NullMarked;
