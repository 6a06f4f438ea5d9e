/** Deciding one order, or repeating the recorded answer to a request that was decided before. */
@NullMarked
package dev.docket.service.decide;

import org.jspecify.annotations.NullMarked;
