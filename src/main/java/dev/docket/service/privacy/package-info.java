/** What is left out of records: values at configured request paths, with salted commitments in their place. */
@NullMarked
package dev.docket.service.privacy;

import org.jspecify.annotations.NullMarked;
