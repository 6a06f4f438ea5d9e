/** The small language in which a mapping computes fields. */
@NullMarked
package dev.docket.mapping.expression;

import org.jspecify.annotations.NullMarked;
