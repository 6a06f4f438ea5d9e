/** Rules, parameters, taxonomy and model as one immutable, content-addressed unit. */
@NullMarked
package dev.docket.bundle;

import org.jspecify.annotations.NullMarked;
