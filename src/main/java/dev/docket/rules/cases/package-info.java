/** Reads the cases of a rule folder, runs them and measures what they leave unproved. */
@NullMarked
package dev.docket.rules.cases;

import org.jspecify.annotations.NullMarked;
