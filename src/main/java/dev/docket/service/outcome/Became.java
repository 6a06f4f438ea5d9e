package dev.docket.service.outcome;

import dev.docket.decision.taxonomy.Automation;
import dev.docket.decision.taxonomy.Disposition;
import dev.docket.journal.Filter;
import dev.docket.journal.record.OutcomeEntry;
import dev.docket.service.outcome.Feedback.Action;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What became of a decision, as its last outcome says. Figures count by these, and searches find by them, so that a figure and the list
 * behind it agree.
 */
public enum Became {
    /** Nobody has reported anything. */
    NONE,
    /** Somebody has. */
    REPORTED,
    RELEASED,
    RELEASED_WITH_CHANGES,
    HELD,
    REJECTED,
    CANCELLED,
    /** A person is waited for: the newest decision of its order, which asks for one, and nobody has reported anything. */
    WAITING,
    /** It could go on without a person, and nobody has reported that something else was done. */
    TOUCHLESS,
    /** Something else was done than was recommended. */
    OVERRIDDEN,
    /** There was a recommendation, and somebody has reported what was done: what {@link #OVERRIDDEN} is a share of. */
    FOLLOWED_OR_OVERRIDDEN,
    /** It stopped the order, which was then shipped as ordered. */
    FALSE_HOLD,
    /** It stopped the order, and somebody has reported what was done: what {@link #FALSE_HOLD} is a share of. */
    STOPPED,
    /** As urgent as was answered. */
    AS_URGENT,
    MORE_URGENT,
    LESS_URGENT,
    /** Somebody has said how urgent it turned out to be: what the three above are shares of. */
    URGENCY_KNOWN,
    /** It ended late, cancelled, as fraud or with a cost. */
    COSTLY,
    /** It was delivered after the promised day. */
    LATE,
    /** It turned out to be fraud. */
    FRAUD,
    /** Somebody has said how it ended: what {@link #COSTLY} is a share of. */
    END_KNOWN;

    /** As an address has it, such as {@code false-hold}; what was done as outcomes have it, such as {@code RELEASED}. */
    public String word() {
        return done().isPresent() ? name() : name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The one of this word. */
    public static Optional<Became> of(String word) {
        return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
    }

    private Optional<Action> done() {
        return Action.named(name());
    }

    /** Whether only the document of an outcome tells, and not what was done alone. */
    public boolean isInDocument() {
        return switch (this) {
            case AS_URGENT, MORE_URGENT, LESS_URGENT, URGENCY_KNOWN, COSTLY, LATE, FRAUD, END_KNOWN -> true;
            case NONE,
                    REPORTED,
                    RELEASED,
                    RELEASED_WITH_CHANGES,
                    HELD,
                    REJECTED,
                    CANCELLED,
                    WAITING,
                    TOUCHLESS,
                    OVERRIDDEN,
                    FOLLOWED_OR_OVERRIDDEN,
                    FALSE_HOLD,
                    STOPPED -> false;
        };
    }

    /** @param done what the last outcome says; nothing without one */
    boolean is(Disposition recommended, Optional<Action> done) {
        return switch (this) {
            case NONE -> done.isEmpty();
            case RELEASED, RELEASED_WITH_CHANGES, HELD, REJECTED, CANCELLED -> done.equals(done());
            case WAITING -> done.isEmpty() && recommended.automation() == Automation.HUMAN;
            case TOUCHLESS ->
                recommended.automation() == Automation.AUTO
                        && done.filter(action -> OutcomeStatistics.isOverride(recommended, action))
                                .isEmpty();
            case OVERRIDDEN ->
                done.filter(action -> OutcomeStatistics.isOverride(recommended, action))
                        .isPresent();
            case FOLLOWED_OR_OVERRIDDEN -> done.isPresent() && OutcomeStatistics.recommends(recommended);
            case FALSE_HOLD -> done.filter(Action.RELEASED::equals).isPresent() && OutcomeStatistics.stops(recommended);
            case STOPPED -> done.isPresent() && OutcomeStatistics.stops(recommended);
            case REPORTED, AS_URGENT, MORE_URGENT, LESS_URGENT, URGENCY_KNOWN, COSTLY, LATE, FRAUD, END_KNOWN ->
                done.isPresent();
        };
    }

    /**
     * What became of a decision, as far as its own record and its last outcome say without a document; whether its order was decided again,
     * they do not.
     *
     * @param disposition what was recommended
     * @param last nothing if nobody has reported anything
     */
    public static SortedSet<Became> of(String disposition, Optional<OutcomeEntry> last) {
        Optional<Action> done = last.map(OutcomeEntry::outcome).flatMap(Action::named);
        SortedSet<Became> all = new TreeSet<>();
        for (Disposition recommended : Disposition.values()) {
            for (Became one : values()) {
                if (recommended.name().equals(disposition)
                        && !one.isInDocument()
                        && one != WAITING
                        && one.is(recommended, done)) {
                    all.add(one);
                }
            }
        }
        return all;
    }

    /** @param priority the class that was answered, such as P1 */
    public boolean isTold(String priority, Feedback told) {
        boolean isUrgencyKnown = told.actualPriority() != null;
        int other =
                told.actualPriority() == null ? 0 : told.actualPriority().name().compareTo(priority);
        return switch (this) {
            case AS_URGENT -> isUrgencyKnown && other == 0;
            case MORE_URGENT -> other < 0;
            case LESS_URGENT -> other > 0;
            case URGENCY_KNOWN -> isUrgencyKnown;
            case COSTLY -> told.isCostly();
            case LATE -> told.daysLate() != null && told.daysLate() > 0;
            case FRAUD -> told.isFraud();
            case END_KNOWN -> told.isKnown();
            case NONE,
                    REPORTED,
                    RELEASED,
                    RELEASED_WITH_CHANGES,
                    HELD,
                    REJECTED,
                    CANCELLED,
                    WAITING,
                    TOUCHLESS,
                    OVERRIDDEN,
                    FOLLOWED_OR_OVERRIDDEN,
                    FALSE_HOLD,
                    STOPPED -> true;
        };
    }

    /** As far as a journal can search by it. */
    public Filter.Ending ending(Optional<String> by) {
        SortedMap<String, SortedSet<String>> outcomes = new TreeMap<>();
        for (Disposition recommended : Disposition.values()) {
            SortedSet<String> words = new TreeSet<>();
            if (is(recommended, Optional.empty())) {
                words.add("");
            }
            for (Action action : Action.values()) {
                if (is(recommended, Optional.of(action))) {
                    words.add(action.name());
                }
            }
            if (!words.isEmpty()) {
                outcomes.put(recommended.name(), words);
            }
        }
        return new Filter.Ending(outcomes, by, this == WAITING);
    }
}
