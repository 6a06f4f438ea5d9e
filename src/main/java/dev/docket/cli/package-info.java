/** The command line adapter: one class for each command. */
@NullMarked
package dev.docket.cli;

import org.jspecify.annotations.NullMarked;
