/** {@code ./docket journal}: one class per command. */
@NullMarked
package dev.docket.cli.journal;

import org.jspecify.annotations.NullMarked;
