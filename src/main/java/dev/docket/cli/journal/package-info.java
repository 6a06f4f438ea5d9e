/** {@code ./docket journal}: one class for each of its commands. */
@NullMarked
package dev.docket.cli.journal;

import org.jspecify.annotations.NullMarked;
