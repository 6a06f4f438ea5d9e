/** The command line: an inbound adapter that calls use cases and prints what they say. */
@NullMarked
package dev.docket.cli;

import org.jspecify.annotations.NullMarked;
