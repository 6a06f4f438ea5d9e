package dev.docket.rules.evaluate;

/** Kleene's three-valued logic: what is not known is neither true nor false. */
public enum Truth {
    TRUE,
    FALSE,
    OPEN;

    static Truth of(boolean known) {
        return known ? TRUE : FALSE;
    }

    /** False when one is false, else open when one is open. */
    Truth and(Truth other) {
        return this == FALSE || other == FALSE ? FALSE : this == OPEN || other == OPEN ? OPEN : TRUE;
    }

    /** True when one is true, else open when one is open. */
    Truth or(Truth other) {
        return this == TRUE || other == TRUE ? TRUE : this == OPEN || other == OPEN ? OPEN : FALSE;
    }

    Truth not() {
        return switch (this) {
            case TRUE -> FALSE;
            case FALSE -> TRUE;
            case OPEN -> OPEN;
        };
    }
}
