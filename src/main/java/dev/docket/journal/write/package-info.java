/** Group commit: the queue, the batches, and the lock that limits a folder to one writer. */
@NullMarked
package dev.docket.journal.write;

import org.jspecify.annotations.NullMarked;
