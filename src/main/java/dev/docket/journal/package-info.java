/** Append-only decision records, durable before the answer leaves. */
@NullMarked
package dev.docket.journal;

import org.jspecify.annotations.NullMarked;
