/** The resources that show, load and activate bundles. */
@NullMarked
package dev.docket.api.bundle;

import org.jspecify.annotations.NullMarked;
