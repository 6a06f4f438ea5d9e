/** The way of a policy change from proposal to deciding, every step of it in the journal. */
@NullMarked
package dev.docket.service.change;

import org.jspecify.annotations.NullMarked;
