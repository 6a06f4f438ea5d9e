/** The output of {@code ./docket replay}: terminal report, HTML page and progress. */
@NullMarked
package dev.docket.cli.replay;

import org.jspecify.annotations.NullMarked;
