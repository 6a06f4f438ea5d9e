/** Reads a request into records: strict syntax, every problem at once, each with its path. */
@NullMarked
package dev.docket.json.read;

import org.jspecify.annotations.NullMarked;
