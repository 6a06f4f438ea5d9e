/** The difference between two bundles, expressed as policy. */
@NullMarked
package dev.docket.bundle.diff;

import org.jspecify.annotations.NullMarked;
