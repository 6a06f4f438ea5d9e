/** Docket beside other rule engines, with the same policy and the same orders: that they agree, and what each takes. */
@NullMarked
package dev.docket.peers;

import org.jspecify.annotations.NullMarked;
