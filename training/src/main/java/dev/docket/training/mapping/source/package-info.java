/** What a mapping reads from: CSV files, and its own YAML with the line of each value. */
@NullMarked
package dev.docket.training.mapping.source;

import org.jspecify.annotations.NullMarked;
