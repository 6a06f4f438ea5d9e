@NullMarked
package dev.docket.bundle;

import org.jspecify.annotations.NullMarked;
