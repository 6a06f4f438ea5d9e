/** Keeps decisions in a local file while the shared store is unreachable. */
@NullMarked
package dev.docket.journal.spool;

import org.jspecify.annotations.NullMarked;
