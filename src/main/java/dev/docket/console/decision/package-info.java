/** One decision: in words, with its rules, its reasons and its proof. */
@NullMarked
package dev.docket.console.decision;

import org.jspecify.annotations.NullMarked;
