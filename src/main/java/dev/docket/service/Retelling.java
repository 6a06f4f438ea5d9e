package dev.docket.service;

import dev.docket.bundle.Bundle;
import dev.docket.decision.TraceLevel;
import dev.docket.journal.Entry;
import dev.docket.journal.Recorded;
import dev.docket.json.Reading;
import java.util.Optional;
import java.util.function.Function;

/** Tells a recorded decision again, at another trace level by deciding it again: decisions are pure. */
public final class Retelling {
    private final Function<String, Optional<Bundle>> bundleByDigest;
    private final RequestReader reader;

    /** @param bundleByDigest the bundles that are loaded, by digest */
    public Retelling(Function<String, Optional<Bundle>> bundleByDigest, RequestReader reader) {
        this.bundleByDigest = bundleByDigest;
        this.reader = reader;
    }

    /**
     * The answer at a level, with its record.
     *
     * @return empty when the level is not the recorded one and the bundle that decided is not loaded
     */
    Optional<byte[]> at(Recorded recorded, TraceLevel level) {
        Entry entry = recorded.entry();
        Optional<byte[]> answer = level == TraceLevel.FIRED
                ? Optional.of(entry.answer())
                : bundleByDigest.apply(entry.bundleDigest()).map(bundle -> again(entry, bundle, level));
        return answer.map(told -> Splice.withRecord(told, recorded));
    }

    /** The answer at a level if that can be told, else as it was recorded. */
    byte[] atMost(Recorded recorded, TraceLevel level) {
        return at(recorded, level)
                .orElseGet(() -> Splice.withRecord(recorded.entry().answer(), recorded));
    }

    private byte[] again(Entry entry, Bundle bundle, TraceLevel level) {
        return switch (reader.read(entry.request())) {
            case Reading.Valid<Request> valid ->
                Answer.of(valid.value().snapshot(), entry.requestDigest(), entry.decidedAt(), bundle, level)
                        .json();
            case Reading.Invalid<Request> invalid ->
                throw new IllegalStateException("the recorded request of %s is not valid: %s"
                        .formatted(entry.decisionId(), invalid.problems()));
        };
    }
}
