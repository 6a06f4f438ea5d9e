/**
 * The demonstration: starts the service, sends it orders over HTTP as any caller would, and shows what came of them.
 *
 * <p>Only the final count comes from the journal: a caller cannot know what else is in it.
 */
@NullMarked
package dev.docket.demo;

import org.jspecify.annotations.NullMarked;
