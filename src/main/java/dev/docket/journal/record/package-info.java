/** Record contents: entries, their search keys, and the canonical header that is hashed. */
@NullMarked
package dev.docket.journal.record;

import org.jspecify.annotations.NullMarked;
