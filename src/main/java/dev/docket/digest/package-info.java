/** SHA-256, in one place, and the digests that name content. */
@NullMarked
package dev.docket.digest;

import org.jspecify.annotations.NullMarked;
