/**
 * The demonstration: sends orders to the service over HTTP as any caller would, and tells people what came of them.
 *
 * <p>Only the final count comes from inside: a caller cannot know what else the journal holds.
 */
@NullMarked
package dev.docket.cli.demo;

import org.jspecify.annotations.NullMarked;
