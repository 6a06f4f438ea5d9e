package dev.docket.decision;

/**
 * Which edition of the policy's language a bundle was written for. Its rules are read, and its answers are worded, as
 * that edition has it, so that a recorded decision can be made again, byte for byte, with its own bundle.
 *
 * <p>A new edition is for changes that would alter the bytes of recorded answers; everything else needs none.
 */
public enum Edition {
    /** Bundles that name no edition. Net amount, currency, time of creation and unit prices were in every request. */
    FIRST(1),
    /**
     * Those fields may be absent, and so count as read; a summary has the words of the rule that fired; of an exception
     * only the kind is recorded.
     */
    SECOND(2);

    private final int number;

    Edition(int number) {
        this.number = number;
    }

    /** As {@code bundle.yaml} names it. */
    public int number() {
        return number;
    }
}
