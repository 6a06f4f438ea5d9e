/** Exact comparisons, arithmetic and totals: what the conditions of compiled rules call. */
@NullMarked
package dev.docket.rules.exact;

import org.jspecify.annotations.NullMarked;
