/** Pages for people, in a browser: an inbound adapter that calls the same use cases as {@code api}. */
@NullMarked
package dev.docket.console;

import org.jspecify.annotations.NullMarked;
