/** The command-line adapter: one class per command. */
@NullMarked
package dev.docket.cli;

import org.jspecify.annotations.NullMarked;
