/** {@code ./docket change}: policy changes, by calling a running service. */
@NullMarked
package dev.docket.cli.change;

import org.jspecify.annotations.NullMarked;
