/** Every bundle that a record names, kept, and the highest version of each that decided. */
@NullMarked
package dev.docket.bundle.store;

import org.jspecify.annotations.NullMarked;
