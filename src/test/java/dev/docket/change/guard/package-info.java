@NullMarked
package dev.docket.change.guard;

import org.jspecify.annotations.NullMarked;
