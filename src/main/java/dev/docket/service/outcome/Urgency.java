package dev.docket.service.outcome;

/**
 * How urgent the decisions of one priority class turned out to be, as far as people reported it.
 *
 * @param right of those of which somebody said how urgent they turned out to be, those that were of the class that was answered
 * @param more of the same, those that were more urgent
 * @param costly of those whose end is known, those that ended late, cancelled, as fraud or with a cost
 */
public record Urgency(Share right, Share more, Share costly) {
    private static final Share NONE = new Share(0, 0);

    /** Nothing is known. */
    public static final Urgency UNKNOWN = new Urgency(NONE, NONE, NONE);

    /** @param priority the class that was answered, such as P1 */
    public Urgency plus(String priority, Feedback told) {
        boolean isUrgencyKnown = Became.URGENCY_KNOWN.isTold(priority, told);
        return new Urgency(
                isUrgencyKnown ? right.plus(Became.AS_URGENT.isTold(priority, told)) : right,
                isUrgencyKnown ? more.plus(Became.MORE_URGENT.isTold(priority, told)) : more,
                Became.END_KNOWN.isTold(priority, told) ? costly.plus(Became.COSTLY.isTold(priority, told)) : costly);
    }

    /** Whether anybody reported anything of it. */
    public boolean isTold() {
        return right.all() > 0 || costly.all() > 0;
    }
}
