/** The bundle that decides now, and those kept in memory because recorded decisions name them. */
@NullMarked
package dev.docket.bundle.active;

import org.jspecify.annotations.NullMarked;
