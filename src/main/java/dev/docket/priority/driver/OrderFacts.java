package dev.docket.priority.driver;

/** What an order looks like against a snapshot. Its arrays are not copied, for speed: do not write. */
public final class OrderFacts {
    private final double[] columns;
    private final double[] natural;
    private final double[] usual;
    private final boolean[] known;

    OrderFacts(double[] columns, double[] natural, double[] usual, boolean[] known) {
        this.columns = columns;
        this.natural = natural;
        this.usual = usual;
        this.known = known;
    }

    /** All finite; those of a driver that is not known are zero. */
    public double[] columns() {
        return columns;
    }

    /** The value of each driver: not a number, or {@link Driver#ABSENT}, where absent. */
    public double[] natural() {
        return natural;
    }

    /** What is usual, in the same unit; not a number where nothing is. */
    public double[] usual() {
        return usual;
    }

    /** Whether a driver is present and was declared. */
    public boolean isKnown(int driver) {
        return known[driver];
    }
}
