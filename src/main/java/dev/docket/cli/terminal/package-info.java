/** What commands print for people, on a terminal or elsewhere. */
@NullMarked
package dev.docket.cli.terminal;

import org.jspecify.annotations.NullMarked;
