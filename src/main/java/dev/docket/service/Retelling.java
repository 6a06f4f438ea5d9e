package dev.docket.service;

import dev.docket.bundle.Bundle;
import dev.docket.bundle.Pin;
import dev.docket.bundle.Recalled;
import dev.docket.decision.TraceLevel;
import dev.docket.journal.DecisionEntry;
import dev.docket.journal.Payload;
import dev.docket.journal.Recorded;
import dev.docket.json.Reading;
import dev.docket.order.OrderSnapshot;
import java.util.Optional;
import java.util.function.Function;

/** Tells a recorded decision again, at another trace level by deciding it again: decisions are pure. */
public final class Retelling {
    private final Function<String, Recalled> bundleByDigest;
    private final RequestReader reader;

    /** @param bundleByDigest finds and pins the bundle that decided */
    public Retelling(Function<String, Recalled> bundleByDigest, RequestReader reader) {
        this.bundleByDigest = bundleByDigest;
        this.reader = reader;
    }

    /** What came of telling a decision again. */
    @SuppressWarnings("ArrayRecordComponent") // answers on their way out; never compared
    sealed interface Retold {
        /** The answer at the wanted level, without its record. */
        record Told(byte[] answer) implements Retold {}

        /** The level is not the recorded one, and the bundle that decided cannot be used. */
        record Untold(String because) implements Retold {}

        /** The level is not the recorded one, and parts of the request are masked, so that it cannot be decided again. */
        record Masked() implements Retold {}

        /** Its request and answer were dropped when their retention ended. */
        record Retired() implements Retold {}
    }

    /** The answer at a level. */
    Retold at(DecisionEntry entry, TraceLevel level) {
        if (!(entry.request() instanceof Payload.Kept request) || !(entry.answer() instanceof Payload.Kept answer)) {
            return new Retold.Retired();
        }
        if (level == TraceLevel.FIRED) {
            return new Retold.Told(answer.bytes());
        }
        return entry.masked().isEmpty() ? again(entry, order(entry, request.bytes()), level) : new Retold.Masked();
    }

    /**
     * The answer to a request that was sent again, at a level if that can be told, else as it was recorded. What is masked
     * is told to who sends it.
     *
     * @param sent what was sent again
     * @return empty if it was dropped
     */
    Optional<byte[]> toSender(Recorded<DecisionEntry> recorded, OrderSnapshot sent, TraceLevel level) {
        DecisionEntry entry = recorded.entry();
        if (!entry.masked().isEmpty() && again(entry, sent, level) instanceof Retold.Told told) {
            return Optional.of(told.answer());
        }
        return switch (at(entry, level)) {
            case Retold.Told told -> Optional.of(told.answer());
            case Retold.Untold untold -> recorded(entry);
            case Retold.Masked masked -> recorded(entry);
            case Retold.Retired retired -> Optional.empty();
        };
    }

    private static Optional<byte[]> recorded(DecisionEntry entry) {
        return entry.answer() instanceof Payload.Kept answer ? Optional.of(answer.bytes()) : Optional.empty();
    }

    private Retold again(DecisionEntry entry, OrderSnapshot order, TraceLevel level) {
        return switch (bundleByDigest.apply(entry.bundleDigest())) {
            case Recalled.Usable usable -> {
                try (Pin pin = usable.pin()) {
                    Bundle bundle = pin.bundle();
                    yield new Retold.Told(Answer.of(order, entry.requestDigest(), entry.at(), bundle, level)
                            .json());
                }
            }
            case Recalled.Missing missing ->
                new Retold.Untold("It was decided with another bundle, which is not kept here.");
            case Recalled.Refused refused -> new Retold.Untold(refused.because());
        };
    }

    private OrderSnapshot order(DecisionEntry entry, byte[] request) {
        return switch (reader.read(request)) {
            case Reading.Valid<Request> valid -> valid.value().snapshot();
            case Reading.Invalid<Request> invalid ->
                throw new IllegalStateException("the recorded request of %s is not valid: %s"
                        .formatted(entry.decisionId(), invalid.problems()));
        };
    }
}
