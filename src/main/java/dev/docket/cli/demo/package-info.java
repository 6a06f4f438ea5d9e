/**
 * The demonstration: sends orders to the service over HTTP as any caller would, and reports the results.
 *
 * <p>Only the final count is read from inside, because a caller cannot know what else the journal holds.
 */
@NullMarked
package dev.docket.cli.demo;

import org.jspecify.annotations.NullMarked;
