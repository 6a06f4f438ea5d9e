package dev.docket.journal.record;

import dev.docket.access.Sender;
import dev.docket.decision.id.DecisionId;
import java.time.Instant;
import java.util.Locale;

/**
 * What a person did with a decision that waits for one, such as claiming it. All of them for one decision are in a row, whichever stream
 * each is in: each has the next number. So of two people who claim it at the same moment only one was the next, and their order
 * depends on no clock.
 *
 * @param decisionId the id of a recorded decision
 * @param number its place among those of the decision, from 1, without gaps
 * @param holder who works on the decision from then on: 1 to 300 visible characters of ASCII; empty unless it says that
 * @param sender who did it
 * @param document the whole of it with the note, canonical UTF-8 JSON
 */
public record WorkEntry(
        DecisionId decisionId, long number, Act act, String holder, Instant at, Sender sender, Payload document)
        implements Entry {
    private static final int LONGEST_HOLDER = 300;

    /** @throws IllegalArgumentException if the number is below 1, or the holder is not one, or there must be another or none */
    public WorkEntry {
        boolean isName =
                holder.length() <= LONGEST_HOLDER && holder.chars().allMatch(unit -> unit > ' ' && unit < 0x7f);
        if (number < 1 || !isName || holder.isEmpty() == act.isHolding()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "%s, %s '%s' is nothing that anybody did with a decision", number, act, holder));
        }
    }

    /** What was done. */
    public enum Act {
        /** Somebody took it, and nobody had it. */
        CLAIMED,
        /** Somebody gave it to a person, whoever had it. */
        ASSIGNED,
        /** Nobody has it any longer. */
        RETURNED,
        /** Somebody wrote a note. */
        NOTED;

        /** Whether it says who has the decision from then on. */
        public boolean isHolding() {
            return this == CLAIMED || this == ASSIGNED;
        }
    }

    /** A place in the row of a decision. */
    public record Turn(DecisionId decisionId, long number) {}

    /** Its place; no two have the same. */
    public Turn turn() {
        return new Turn(decisionId, number);
    }

    @Override
    public String caller() {
        return sender.caller();
    }

    /** Whether the same person says the same about the same decision. */
    public boolean repeats(WorkEntry other) {
        return decisionId.equals(other.decisionId)
                && act == other.act
                && holder.equals(other.holder)
                && caller().equals(other.caller())
                && document.hash().equals(other.document.hash());
    }
}
