/** What each phase of a decision takes. */
@NullMarked
package dev.docket.bench.phase;

import org.jspecify.annotations.NullMarked;
