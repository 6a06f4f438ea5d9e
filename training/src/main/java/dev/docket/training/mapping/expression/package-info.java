/** The small language in which a mapping computes fields. */
@NullMarked
package dev.docket.training.mapping.expression;

import org.jspecify.annotations.NullMarked;
