/**
 * The tree over the records: hashes, inclusion and consistency proofs (RFC 9162, section 2.1) and signed checkpoints (C2SP
 * tlog-checkpoint and signed-note). Pure functions, independent of storage.
 */
@NullMarked
package dev.docket.journal.merkle;

import org.jspecify.annotations.NullMarked;
