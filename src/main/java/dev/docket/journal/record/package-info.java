/** What is recorded: entries, the facets they are found by, and the canonical header that is hashed. */
@NullMarked
package dev.docket.journal.record;

import org.jspecify.annotations.NullMarked;
