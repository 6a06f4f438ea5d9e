package dev.docket.service;

import dev.docket.bundle.Bundle;
import dev.docket.bundle.Pin;
import dev.docket.bundle.Recalled;
import dev.docket.decision.TraceLevel;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Payload;
import dev.docket.json.Heading;
import dev.docket.json.Reading;
import dev.docket.order.OrderSnapshot;
import dev.docket.service.privacy.MaskedRequest;
import java.util.Arrays;
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
        if (!entry.masked().isEmpty()) {
            return level == TraceLevel.NONE
                    ? new Retold.Told(Splice.withoutRules(answer.bytes()))
                    : new Retold.Masked();
        }
        OrderSnapshot order = order(entry, request.bytes());
        return with(entry, bundle -> Answer.of(order, entry.requestDigest(), entry.at(), bundle, level)
                .json());
    }

    /**
     * The answer to a request that was sent again, at a level if that can be told, else as it was recorded. Who sends it
     * is told what is masked, too, as long as what can be decided again is what was recorded.
     *
     * @param sent what was sent again
     * @param masked what would be stored of it now
     * @return empty if it was dropped
     */
    Optional<byte[]> toSender(DecisionEntry entry, OrderSnapshot sent, MaskedRequest masked, TraceLevel level) {
        if (!(entry.answer() instanceof Payload.Kept recorded)) {
            return Optional.empty();
        }
        Retold again = entry.masked().isEmpty()
                ? at(entry, level)
                : with(entry, bundle -> whole(entry, recorded.bytes(), sent, masked, bundle, level));
        return Optional.of(again instanceof Retold.Told told ? told.answer() : recorded.bytes());
    }

    private static byte[] whole(
            DecisionEntry entry,
            byte[] recorded,
            OrderSnapshot sent,
            MaskedRequest masked,
            Bundle bundle,
            TraceLevel level) {
        Heading heading = Answer.heading(sent, entry.requestDigest(), entry.at(), bundle.id());
        Answer again = Answer.under(heading, sent, bundle, TraceLevel.FIRED);
        if (!Arrays.equals(again.recorded(masked, heading, bundle), recorded)) {
            return recorded;
        }
        return level == TraceLevel.FIRED
                ? again.json()
                : Answer.under(heading, sent, bundle, level).json();
    }

    private Retold with(DecisionEntry entry, Function<Bundle, byte[]> answer) {
        return switch (bundleByDigest.apply(entry.bundleDigest())) {
            case Recalled.Usable usable -> {
                try (Pin pin = usable.pin()) {
                    yield new Retold.Told(answer.apply(pin.bundle()));
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
