package dev.docket.service;

import dev.docket.bundle.Bundle;
import dev.docket.bundle.Pin;
import dev.docket.bundle.Recalled;
import dev.docket.decision.TraceLevel;
import dev.docket.journal.DecisionEntry;
import dev.docket.journal.Payload;
import dev.docket.journal.Recorded;
import dev.docket.json.Reading;
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
        /** The answer at the wanted level, with its record. */
        record Told(byte[] answer) implements Retold {}

        /** The level is not the recorded one, and the bundle that decided cannot be used. */
        record Untold(String because) implements Retold {}

        /** Its request and answer were dropped when their retention ended. */
        record Retired() implements Retold {}
    }

    /** The answer at a level, with its record. */
    Retold at(Recorded<DecisionEntry> recorded, TraceLevel level) {
        DecisionEntry entry = recorded.entry();
        if (!(entry.request() instanceof Payload.Kept request) || !(entry.answer() instanceof Payload.Kept answer)) {
            return new Retold.Retired();
        }
        if (level == TraceLevel.FIRED) {
            return told(answer.bytes(), recorded);
        }
        return switch (bundleByDigest.apply(entry.bundleDigest())) {
            case Recalled.Usable usable -> {
                try (Pin pin = usable.pin()) {
                    yield told(again(entry, request.bytes(), pin.bundle(), level), recorded);
                }
            }
            case Recalled.Missing missing ->
                new Retold.Untold("It was decided with another bundle, which is not kept here.");
            case Recalled.Refused refused -> new Retold.Untold(refused.because());
        };
    }

    private static Retold told(byte[] answer, Recorded<DecisionEntry> recorded) {
        return new Retold.Told(Splice.withRecord(answer, recorded.position()));
    }

    /** The answer at a level if that can be told, else as it was recorded; empty if it was dropped. */
    Optional<byte[]> atMost(Recorded<DecisionEntry> recorded, TraceLevel level) {
        return switch (at(recorded, level)) {
            case Retold.Told told -> Optional.of(told.answer());
            case Retold.Untold untold -> atMost(recorded, TraceLevel.FIRED);
            case Retold.Retired retired -> Optional.empty();
        };
    }

    private byte[] again(DecisionEntry entry, byte[] request, Bundle bundle, TraceLevel level) {
        return switch (reader.read(request)) {
            case Reading.Valid<Request> valid ->
                Answer.of(valid.value().snapshot(), entry.requestDigest(), entry.at(), bundle, level)
                        .json();
            case Reading.Invalid<Request> invalid ->
                throw new IllegalStateException("the recorded request of %s is not valid: %s"
                        .formatted(entry.decisionId(), invalid.problems()));
        };
    }
}
