package dev.docket.stream;

import dev.docket.digest.Digest;
import dev.docket.json.Problem;
import java.util.List;
import java.util.Optional;

/** What becomes of a record. */
sealed interface Fate {
    /** It is over with the record: what became of it is durable. */
    sealed interface Settled extends Fate {}

    /** Its order was decided, and the decision names this record. */
    record Decided() implements Settled {}

    /**
     * Its order was decided before, from another record or another sender.
     *
     * @param of the record of that decision, as in {@code 0123456789ab:17}
     */
    record Duplicate(String of) implements Settled {}

    /**
     * It is among the dead letters.
     *
     * @param value the digest of the record's value, if it has one
     */
    record DeadLettered(Reason reason, Optional<Digest> value) implements Settled {}

    /** It cannot be decided, now or later. */
    record Poison(Reason reason, List<Problem> problems) implements Fate {
        public Poison {
            problems = List.copyOf(problems);
        }
    }

    /** Not now: something is away. */
    record Later(String because) implements Fate {}

    /** Why a record is among the dead letters. */
    enum Reason {
        /** The order, or the document it is made of, is not valid. */
        INVALID_REQUEST("invalid-request"),
        /** It is no event as CloudEvents has it. */
        INVALID_EVENT("invalid-event"),
        /** It has no order. */
        NO_CONTENT("no-content"),
        /** It is larger than the service takes. */
        TOO_LARGE("too-large"),
        /** Its request id was used with other content. */
        CONFLICT("request-id-conflict"),
        /** A defect of the service; the log says more. */
        INTERNAL_ERROR("internal-error");

        private final String word;

        Reason(String word) {
            this.word = word;
        }

        /** As headers have it. */
        String word() {
            return word;
        }
    }
}
