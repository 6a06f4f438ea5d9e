/** What more rules take. */
@NullMarked
package dev.docket.bench.rule;

import org.jspecify.annotations.NullMarked;
