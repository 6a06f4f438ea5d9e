/** What the log says when something breaks, and when it works again. */
@NullMarked
package dev.docket.outage;

import org.jspecify.annotations.NullMarked;
