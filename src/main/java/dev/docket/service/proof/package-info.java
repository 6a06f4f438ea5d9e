/** The journal as evidence: checkpoints, inclusion proofs, verification and the retirement of payloads. */
@NullMarked
package dev.docket.service.proof;

import org.jspecify.annotations.NullMarked;
