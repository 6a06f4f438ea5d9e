/**
 * What policy rules say about one order: verdicts, effects, evidence, and what would have made a rule decide
 * otherwise.
 */
@NullMarked
package dev.docket.decision.rule;

import org.jspecify.annotations.NullMarked;
