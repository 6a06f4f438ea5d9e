/** Traces of requests, as OpenTelemetry has them: what a caller's trace viewer shows of this service. */
@NullMarked
package dev.docket.trace;

import org.jspecify.annotations.NullMarked;
