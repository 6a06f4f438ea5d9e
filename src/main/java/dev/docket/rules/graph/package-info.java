/** Draws how rules depend on each other through the exceptions that they raise and waive. */
@NullMarked
package dev.docket.rules.graph;

import org.jspecify.annotations.NullMarked;
