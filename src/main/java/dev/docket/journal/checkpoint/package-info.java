/** Signed log checkpoints, the key that signs them, and the copy of the last one outside the store. */
@NullMarked
package dev.docket.journal.checkpoint;

import org.jspecify.annotations.NullMarked;
