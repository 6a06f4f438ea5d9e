/** The CSV files that a mapping reads from. */
@NullMarked
package dev.docket.training.mapping.source;

import org.jspecify.annotations.NullMarked;
