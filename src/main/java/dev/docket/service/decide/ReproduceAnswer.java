package dev.docket.service.decide;

import dev.docket.bundle.Bundle;
import dev.docket.bundle.active.Pin;
import dev.docket.bundle.active.Recalled;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.digest.Digest;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Payload;
import dev.docket.journal.record.Recorded;
import dev.docket.json.Heading;
import dev.docket.json.read.Reading;
import dev.docket.service.Request;
import dev.docket.service.RequestReader;
import dev.docket.service.privacy.MaskedRequest;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiFunction;
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

    /** A recorded answer at a trace level, with its record block. */
    public Reproduced at(Recorded<DecisionEntry> recorded, TraceLevel level) {
        return at(recorded.entry(), level, Ending.of(recorded));
    }

    private Reproduced at(DecisionEntry entry, TraceLevel level, Ending ending) {
        if (!(entry.request() instanceof Payload.Kept request) || !(entry.answer() instanceof Payload.Kept answer)) {
            return new Reproduced.Retired(entry.decisionId());
        }
        if (level == TraceLevel.FIRED) {
            return whole(answer.bytes(), ending);
        }
        if (!entry.masked().isEmpty()) {
            return level == TraceLevel.NONE
                    ? whole(Splice.withoutRules(answer.bytes()), ending)
                    : new Reproduced.Masked(entry.masked());
        }
        Request recorded = recorded(entry, request.bytes());
        return with(entry, (bundle, pin) -> again(entry, recorded, bundle, pin, level)
                .wanted()
                .with(ending));
    }

    private static Reproduced whole(byte[] answer, Ending ending) {
        return new Reproduced.Answered(new AnswerBody.Whole(ending.of(answer)));
    }

    /**
     * What a recorded request and the bundle that decided it say to a question.
     *
     * @return empty where they are not there as they were: retired, masked, or not kept
     */
    public <T> Optional<T> asked(DecisionEntry entry, BiFunction<Request, Bundle, T> question) {
        if (!entry.masked().isEmpty()
                || !(entry.request() instanceof Payload.Kept request)
                || !(bundleByDigest.apply(entry.bundleDigest()) instanceof Recalled.Usable usable)) {
            return Optional.empty();
        }
        try (Pin pin = usable.pin()) {
            return asDecided
                    .of(entry, pin.bundle())
                    .map(as -> question.apply(recorded(entry, request.bytes()), as.apply(pin.bundle())));
        }
    }

    /**
     * The answer to a repeated request, at the requested level if possible, otherwise as recorded. The sender
     * also gets the masked values, provided that deciding again yields the recorded decision.
     *
     * @param sent the repeated request
     * @param masked what would be stored of it
     * @return empty if it is retired
     */
    Optional<AnswerBody> toSender(
            DecisionEntry entry, Request sent, MaskedRequest masked, TraceLevel level, Ending ending) {
        if (!(entry.answer() instanceof Payload.Kept recorded)) {
            return Optional.empty();
        }
        Reproduced again = entry.masked().isEmpty()
                ? at(entry, level, ending)
                : with(entry, (bundle, pin) -> unmasked(
                                again(entry, sent, bundle, pin, level), masked, bundle, recorded.bytes())
                        .with(ending));
        return Optional.of(
                again instanceof Reproduced.Answered answered
                        ? answered.answer()
                        : new AnswerBody.Whole(ending.of(recorded.bytes())));
    }

    private static Unsent unmasked(Answer.Pair again, MaskedRequest masked, Bundle bundle, byte[] recorded) {
        if (Arrays.equals(again.recorded().stored(masked, bundle), recorded)) {
            return again.wanted();
        }
        again.wanted().drop();
        return new Unsent.Written(again.recorded().decision(), recorded);
    }

    private static Answer.Pair again(DecisionEntry entry, Request request, Bundle bundle, Pin pin, TraceLevel level) {
        Heading heading = Answer.heading(request.snapshot(), entry.requestDigest(), entry.at(), bundle.id());
        return Answer.Pair.under(heading, request, bundle, pin, level);
    }

    private Reproduced with(DecisionEntry entry, BiFunction<Bundle, Pin, AnswerBody> answer) {
        return switch (bundleByDigest.apply(entry.bundleDigest())) {
            case Recalled.Usable usable -> {
                try (Pin pin = usable.pin()) {
                    yield asDecided
                            .of(entry, pin.bundle())
                            .<Reproduced>map(as -> new Reproduced.Answered(answer.apply(as.apply(pin.bundle()), pin)))
                            .orElseGet(() -> new Reproduced.SnapshotNotKept(
                                    "It was decided with a reference snapshot that is not kept here."));
                }
            }
            case Recalled.Missing missing ->
                new Reproduced.BundleNotLoaded(
                        entry.bundleDigest(), "It was decided with a different bundle, which is not kept here.");
            case Recalled.Refused refused -> new Reproduced.BundleNotLoaded(entry.bundleDigest(), refused.because());
        };
    }

    private Request recorded(DecisionEntry entry, byte[] request) {
        return switch (reader.read(request)) {
            case Reading.Valid<Request> valid -> valid.value();
            case Reading.Invalid<Request> invalid ->
                throw new IllegalStateException("the recorded request of %s is not valid: %s"
                        .formatted(entry.decisionId(), invalid.problems()));
        };
    }
}
