package dev.docket.rules.explain;

import dev.docket.rules.evaluate.FieldAccess;
import dev.docket.rules.evaluate.Operands;
import dev.docket.rules.language.Expr;
import dev.docket.rules.solve.Givens;
import dev.docket.rules.solve.Unknown;
import org.jspecify.annotations.Nullable;

/** An order with one input to solve for, and every other one given as it is. */
record OneInput(Input input, Operands operands, Places places) implements Givens {
    @Override
    public @Nullable Object value(Expr expression) {
        return input.influences(expression) ? null : operands.value(expression);
    }

    @Override
    public @Nullable Unknown unknown(Expr expression) {
        return expression instanceof Expr.Read read && isInput(read)
                ? new Unknown(input.path(), input.isWhole(), false)
                : null;
    }

    private boolean isInput(Expr.Read read) {
        FieldAccess access = operands.access(read);
        return access != null && input.isReadBy(access, places);
    }
}
