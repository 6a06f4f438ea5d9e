package dev.docket.rules.language;

/** How a condition holds its left side against its right one. */
public enum Comparison {
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">="),
    EQUAL("=="),
    NOT_EQUAL("!=");

    private final String symbol;

    Comparison(String symbol) {
        this.symbol = symbol;
    }

    /** The same with the sides exchanged: {@code a < b} is {@code b > a}. */
    public Comparison flipped() {
        return switch (this) {
            case LESS -> GREATER;
            case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
            case GREATER -> LESS;
            case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
            case EQUAL -> EQUAL;
            case NOT_EQUAL -> NOT_EQUAL;
        };
    }

    /** The opposite: {@code a < b} is wrong exactly where {@code a >= b} is right. */
    public Comparison negated() {
        return switch (this) {
            case LESS -> GREATER_OR_EQUAL;
            case LESS_OR_EQUAL -> GREATER;
            case GREATER -> LESS_OR_EQUAL;
            case GREATER_OR_EQUAL -> LESS;
            case EQUAL -> NOT_EQUAL;
            case NOT_EQUAL -> EQUAL;
        };
    }

    /** Whether it holds for a left side that is less than the right one (below zero), the same (zero) or greater. */
    public boolean holds(int compared) {
        return switch (this) {
            case LESS -> compared < 0;
            case LESS_OR_EQUAL -> compared <= 0;
            case GREATER -> compared > 0;
            case GREATER_OR_EQUAL -> compared >= 0;
            case EQUAL -> compared == 0;
            case NOT_EQUAL -> compared != 0;
        };
    }

    /** Whether it asks only for same or different, so that both sides need no order. */
    public boolean isEquality() {
        return this == EQUAL || this == NOT_EQUAL;
    }

    /** Whether it bounds its left side from above. */
    public boolean isUpper() {
        return this == LESS || this == LESS_OR_EQUAL;
    }

    /** Whether it bounds its left side and leaves the bound itself out. */
    public boolean isStrict() {
        return this == LESS || this == GREATER;
    }

    /** As rules write it. */
    @Override
    public String toString() {
        return symbol;
    }
}
