/** Signed checkpoints over a stream, the key that signs them, and the copy of the last one beside the store. */
@NullMarked
package dev.docket.journal.checkpoint;

import org.jspecify.annotations.NullMarked;
