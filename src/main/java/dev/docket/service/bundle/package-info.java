/** Describing, checking, preparing and activating policy bundles. */
@NullMarked
package dev.docket.service.bundle;

import org.jspecify.annotations.NullMarked;
