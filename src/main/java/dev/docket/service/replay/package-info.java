/**
 * Decides recorded orders again: with the recorded bundle, which must give the same bytes, or with another one,
 * to see which decisions would change, why, and how much order value that moves.
 */
@NullMarked
package dev.docket.service.replay;

import org.jspecify.annotations.NullMarked;
