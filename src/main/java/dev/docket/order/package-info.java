/**
 * The canonical order snapshot: all the state a decision may depend on, in one shape from the wire to the rules.
 *
 * <p>A component marked {@code @Nullable} may be absent; absence means "not known" and is neither zero nor false. The
 * constraints are the request contract, checked once on the way in.
 */
@NullMarked
package dev.docket.order;

import org.jspecify.annotations.NullMarked;
