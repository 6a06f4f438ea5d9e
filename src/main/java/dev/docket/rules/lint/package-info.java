/** Looks for what a rule folder may contain but probably should not; one class for each check. */
@NullMarked
package dev.docket.rules.lint;

import org.jspecify.annotations.NullMarked;
