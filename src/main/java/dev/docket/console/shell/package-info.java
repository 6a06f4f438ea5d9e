/** What every page of the console has: frame, texts, styles and scripts, and what is shown when something went wrong. */
@NullMarked
package dev.docket.console.shell;

import org.jspecify.annotations.NullMarked;
