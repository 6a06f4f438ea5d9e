/** Recomputes every hash of a journal and compares it with what is stored and signed. */
@NullMarked
package dev.docket.journal.verify;

import org.jspecify.annotations.NullMarked;
