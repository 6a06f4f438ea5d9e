/** Masking: values at configured request paths are not recorded; salted commitments replace them. */
@NullMarked
package dev.docket.service.privacy;

import org.jspecify.annotations.NullMarked;
