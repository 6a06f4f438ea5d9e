/**
 * Decides recorded orders again: with the bundle that decided them, which must give the same bytes, or with another one,
 * to see which decisions would change, why, and how much money that moves.
 */
@NullMarked
package dev.docket.service.replay;

import org.jspecify.annotations.NullMarked;
