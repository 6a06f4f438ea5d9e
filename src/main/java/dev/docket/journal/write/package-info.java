/** Group commit in front of any store: the queue, the batches, and the lock that keeps a folder to one writer. */
@NullMarked
package dev.docket.journal.write;

import org.jspecify.annotations.NullMarked;
