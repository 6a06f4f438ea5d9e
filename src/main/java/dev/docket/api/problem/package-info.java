/** Errors as RFC 9457 problem details: what a caller reads, and how an exception becomes one. */
@NullMarked
package dev.docket.api.problem;

import org.jspecify.annotations.NullMarked;
