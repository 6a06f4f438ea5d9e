package dev.docket.rules.solve;

import dev.docket.rules.language.Expr;
import org.jspecify.annotations.Nullable;

/** What the solver takes as given, and what it solves for: with an order all of it but one input, without one nearly nothing. */
public interface Givens {
    /** The value of an expression, or null when that is not given. */
    @Nullable
    Object value(Expr expression);

    /** What an expression is as a whole, where its value is not given; null when it is nothing to solve for. */
    @Nullable
    Unknown unknown(Expr expression);
}
