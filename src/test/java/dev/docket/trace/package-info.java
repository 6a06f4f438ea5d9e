@NullMarked
package dev.docket.trace;

import org.jspecify.annotations.NullMarked;
