/**
 * Declarative mapping of CSV rows to canonical orders: what a column means is a YAML file, not code.
 *
 * <p>A mapping also states openly which values the data does not have and by what rule they are made up.
 */
@NullMarked
package dev.docket.training.mapping;

import org.jspecify.annotations.NullMarked;
