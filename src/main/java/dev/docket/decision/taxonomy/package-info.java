/**
 * The words a decision may use: exception codes by category, dispositions, and the actions that a recommendation may
 * name.
 */
@NullMarked
package dev.docket.decision.taxonomy;

import org.jspecify.annotations.NullMarked;
