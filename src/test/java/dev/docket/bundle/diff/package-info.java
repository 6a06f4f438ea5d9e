@NullMarked
package dev.docket.bundle.diff;

import org.jspecify.annotations.NullMarked;
