/** What {@code ./docket replay} tells people: on the terminal, as a page, and how far it is. */
@NullMarked
package dev.docket.cli.replay;

import org.jspecify.annotations.NullMarked;
