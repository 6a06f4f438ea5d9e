package dev.docket.service.decide;

import dev.docket.bundle.Bundle;
import dev.docket.bundle.active.Pin;
import dev.docket.bundle.active.Recalled;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.digest.Digest;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Payload;
import dev.docket.json.Heading;
import dev.docket.json.read.Reading;
import dev.docket.order.OrderSnapshot;
import dev.docket.service.Request;
import dev.docket.service.RequestReader;
import dev.docket.service.privacy.MaskedRequest;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** Returns a recorded decision, at another trace level by deciding it again; decisions are pure. */
public final class ReproduceAnswer {
    private final Function<Digest, Recalled> bundleByDigest;
    private final AsDecided asDecided;
    private final RequestReader reader;

    /** @param bundleByDigest finds and pins the recorded bundle */
    public ReproduceAnswer(Function<Digest, Recalled> bundleByDigest, AsDecided asDecided, RequestReader reader) {
        this.bundleByDigest = bundleByDigest;
        this.asDecided = asDecided;
        this.reader = reader;
    }

    /** The answer at a trace level, without its record block. */
    public Reproduced at(DecisionEntry entry, TraceLevel level) {
        if (!(entry.request() instanceof Payload.Kept request) || !(entry.answer() instanceof Payload.Kept answer)) {
            return new Reproduced.Retired(entry.decisionId());
        }
        if (level == TraceLevel.FIRED) {
            return new Reproduced.Answered(answer.bytes());
        }
        if (!entry.masked().isEmpty()) {
            return level == TraceLevel.NONE
                    ? new Reproduced.Answered(Splice.withoutRules(answer.bytes()))
                    : new Reproduced.Masked(entry.masked());
        }
        OrderSnapshot order = order(entry, request.bytes());
        return with(entry, bundle -> Answer.of(order, entry.requestDigest(), entry.at(), bundle, level)
                .json());
    }

    /**
     * The answer to a repeated request, at the requested level if possible, otherwise as recorded. The sender
     * also gets the masked values, provided that deciding again yields the recorded decision.
     *
     * @param sent the repeated request
     * @param masked what would be stored of it
     * @return empty if it is retired
     */
    Optional<byte[]> toSender(DecisionEntry entry, OrderSnapshot sent, MaskedRequest masked, TraceLevel level) {
        if (!(entry.answer() instanceof Payload.Kept recorded)) {
            return Optional.empty();
        }
        Reproduced again = entry.masked().isEmpty()
                ? at(entry, level)
                : with(entry, bundle -> whole(entry, recorded.bytes(), sent, masked, bundle, level));
        return Optional.of(again instanceof Reproduced.Answered answered ? answered.answer() : recorded.bytes());
    }

    private static byte[] whole(
            DecisionEntry entry,
            byte[] recorded,
            OrderSnapshot sent,
            MaskedRequest masked,
            Bundle bundle,
            TraceLevel level) {
        Heading heading = Answer.heading(sent, entry.requestDigest(), entry.at(), bundle.id());
        Answer.Pair again = Answer.Pair.under(heading, sent, bundle, level);
        boolean isWhatWasRecorded = Arrays.equals(again.recorded().stored(masked, bundle), recorded);
        return isWhatWasRecorded ? again.wanted().json() : recorded;
    }

    private Reproduced with(DecisionEntry entry, Function<Bundle, byte[]> answer) {
        return switch (bundleByDigest.apply(entry.bundleDigest())) {
            case Recalled.Usable usable -> {
                try (Pin pin = usable.pin()) {
                    yield asDecided
                            .of(entry, pin.bundle())
                            .<Reproduced>map(as -> new Reproduced.Answered(answer.apply(as.apply(pin.bundle()))))
                            .orElseGet(() -> new Reproduced.BundleNotLoaded(
                                    entry.bundleDigest(),
                                    "It was decided with a reference snapshot that is not kept here."));
                }
            }
            case Recalled.Missing missing ->
                new Reproduced.BundleNotLoaded(
                        entry.bundleDigest(), "It was decided with a different bundle, which is not kept here.");
            case Recalled.Refused refused -> new Reproduced.BundleNotLoaded(entry.bundleDigest(), refused.because());
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
