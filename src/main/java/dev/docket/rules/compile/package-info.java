/** Lowers checked rules to exact arithmetic, has Drools compile them and joins each condition with its predicate. */
@NullMarked
package dev.docket.rules.compile;

import org.jspecify.annotations.NullMarked;
