/**
 * How urgent an exception is: what a classifier may answer, and the priority that a decision carries. A classifier
 * ranks and raises; it never overrules a rule.
 */
@NullMarked
package dev.docket.decision.urgency;

import org.jspecify.annotations.NullMarked;
