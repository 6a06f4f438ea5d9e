/** What changes between two bundles, told as policy. */
@NullMarked
package dev.docket.bundle.diff;

import org.jspecify.annotations.NullMarked;
