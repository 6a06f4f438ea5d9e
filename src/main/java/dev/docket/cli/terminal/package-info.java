/** What commands print for people, on a terminal and elsewhere. */
@NullMarked
package dev.docket.cli.terminal;

import org.jspecify.annotations.NullMarked;
