/** Ed25519 signatures on bundles: the keys, who is trusted, and what a missing or wrong signature means. */
@NullMarked
package dev.docket.bundle.signature;

import org.jspecify.annotations.NullMarked;
