/** What is kept: every bundle that a record names, the highest version of each that decided, and compiled rules. */
@NullMarked
package dev.docket.bundle.store;

import org.jspecify.annotations.NullMarked;
