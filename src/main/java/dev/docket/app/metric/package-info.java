/** The figures of the running service, for whoever watches it. */
@NullMarked
package dev.docket.app.metric;

import org.jspecify.annotations.NullMarked;
