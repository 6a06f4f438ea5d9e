package dev.docket.service.decide;

import dev.docket.access.Sender;
import dev.docket.bundle.Bundle;
import dev.docket.bundle.active.Pin;
import dev.docket.decision.Decision;
import dev.docket.decision.rule.Firing;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.decision.urgency.Measured;
import dev.docket.digest.Digest;
import dev.docket.digest.RequestDigest;
import dev.docket.journal.Appended;
import dev.docket.journal.Journal;
import dev.docket.journal.JournalUnavailableException;
import dev.docket.journal.record.CanaryArm;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Payload;
import dev.docket.service.DecisionMeter;
import dev.docket.service.DecisionMeter.Decided;
import dev.docket.service.DecisionMeter.Outcome;
import dev.docket.service.DecisionMeter.Phase;
import dev.docket.service.Received;
import dev.docket.service.Request;
import dev.docket.service.canary.Split;
import dev.docket.service.privacy.MaskedRequest;
import dev.docket.service.privacy.Masking;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/** Decides an order and records the decision. No answer leaves before its record is durable. */
public final class DecideOrder {
    private final Supplier<Pin> active;
    private final Journal journal;
    private final ReproduceAnswer reproduce;
    private final Masking masking;
    private final InstantSource clock;
    private final DecisionMeter meter;
    private final Function<Digest, Optional<String>> emergency;
    private final Split split;

    /** Stores requests unmasked. */
    public DecideOrder(
            Supplier<Pin> active,
            Journal journal,
            ReproduceAnswer reproduce,
            InstantSource clock,
            DecisionMeter meter) {
        this(active, journal, reproduce, Masking.NONE, clock, meter);
    }

    /**
     * Creates the use case.
     *
     * @param active pins the active bundle, once per request
     * @param masking which request values are not stored
     */
    public DecideOrder(
            Supplier<Pin> active,
            Journal journal,
            ReproduceAnswer reproduce,
            Masking masking,
            InstantSource clock,
            DecisionMeter meter) {
        this(active, journal, reproduce, masking, clock, meter, bundle -> Optional.empty(), Split.NONE);
    }

    /**
     * The same where a bundle may decide without approval, and a candidate for a part of the orders.
     *
     * @param emergency the policy change by which a bundle decides without approval, if it does
     * @param split for which orders a candidate decides
     */
    public DecideOrder(
            Supplier<Pin> active,
            Journal journal,
            ReproduceAnswer reproduce,
            Masking masking,
            InstantSource clock,
            DecisionMeter meter,
            Function<Digest, Optional<String>> emergency,
            Split split) {
        this.emergency = emergency;
        this.split = split;
        this.active = active;
        this.journal = journal;
        this.reproduce = reproduce;
        this.masking = masking;
        this.clock = clock;
        this.meter = meter;
    }

    /**
     * Decides and records.
     *
     * @param level how much the answer explains; what is recorded is always {@link TraceLevel#FIRED}
     * @param sender who asks
     * @return completes once the record is durable, on a thread of the journal
     */
    public CompletionStage<DecisionResult> decide(Request request, TraceLevel level, Sender sender) {
        return decide(Received.plain(request), level, sender);
    }

    /** The same; a request that a mapping made is decided by the bundle that the mapping is part of. Closes nothing. */
    public CompletionStage<DecisionResult> decide(Received received, TraceLevel level, Sender sender) {
        Instant receivedAt = now();
        Request request = received.request();
        MaskedRequest masked = masking.of(request);
        DecisionEntry entry;
        Unsent wanted;
        Decided decided;
        // A request finishes on the bundle it started with. Waiting for the disk needs no bundle, unless the trace
        // does.
        try (Pin pin = received.pin(active);
                Split.Part part = split.of(request.snapshot(), pin.bundle().id().digest())) {
            Trial.Given given = timed(() -> new Trial(request, masked.digest(), receivedAt, level).decide(pin, part));
            Bundle bundle = given.bundle();
            Answer.Pair answers = given.answers();
            entry = entry(request, masked, answers.recorded(), bundle, given.arm(), sender);
            wanted = answers.wanted();
            Decision decision = answers.recorded().decision();
            decided = Decided.of(request.snapshot().checkpoint(), decision, bundle);
            Measured measured = decision.measured();
            if (measured != null) {
                meter.measured(measured, bundle);
            }
        }
        Runnable ended = meter.begin(Phase.RECORD);
        return journal.append(entry).handle((appended, failure) -> {
            ended.run();
            if (failure != null) {
                wanted.drop();
                Optional<DecisionResult> unavailable = unavailable(failure);
                meter.ended(decided, unavailable.isPresent() ? Outcome.UNAVAILABLE : Outcome.FAILED);
                return unavailable.orElseThrow(() -> new CompletionException(causeOf(failure)));
            }
            DecisionResult result = result(request, masked, level, wanted, appended);
            meter.ended(decided, outcome(result, appended));
            return result;
        });
    }

    /** Decides without recording, as the order itself would be decided now. Whoever gets the answer closes it. */
    public AnswerBody dryRun(Request request, TraceLevel level) {
        return dryRun(Received.plain(request), level);
    }

    /** The same; a request that a mapping made is decided by the bundle that the mapping is part of. Closes nothing of it. */
    public AnswerBody dryRun(Received received, TraceLevel level) {
        Request request = received.request();
        try (Pin pin = received.pin(active);
                Split.Part part = split.of(request.snapshot(), pin.bundle().id().digest())) {
            // With the plain digest: a keyed one, returned to anyone and never recorded, would let callers test
            // guesses.
            Trial trial = new Trial(request, RequestDigest.of(request.digest()), now(), level);
            Trial.Given given = timed(() -> trial.decide(pin, part));
            Unsent answer = given.answers().wanted();
            meter.ended(
                    Decided.of(request.snapshot().checkpoint(), answer.decision(), given.bundle()), Outcome.DRY_RUN);
            return answer.with(Ending.UNRECORDED);
        }
    }

    /**
     * The rules that would fire for it now, with what would keep each from firing.
     *
     * @param request with the time that it is decided for
     * @param mostLines of how many lines at most each rule is listed
     */
    public List<Firing> firings(Request request, int mostLines) {
        try (Pin pin = active.get();
                Split.Part part = split.of(request.snapshot(), pin.bundle().id().digest())) {
            Instant now = now();
            Trial.Given given =
                    new Trial(request, RequestDigest.of(request.digest()), now, TraceLevel.NONE).decide(pin, part);
            given.answers().wanted().drop();
            return given.bundle().decider().firings(request.snapshot().receivedAt(now), mostLines);
        }
    }

    private <T> T timed(Supplier<T> deciding) {
        Runnable ended = meter.begin(Phase.DECIDE);
        T answered = deciding.get();
        ended.run();
        return answered;
    }

    private static Outcome outcome(DecisionResult result, Appended appended) {
        return switch (result) {
            case DecisionResult.New recorded ->
                appended instanceof Appended.Spooled ? Outcome.SPOOLED : Outcome.RECORDED;
            case DecisionResult.Duplicate duplicate -> Outcome.DUPLICATE;
            case DecisionResult.Conflict conflict -> Outcome.CONFLICT;
            case DecisionResult.Retired retired -> Outcome.RETIRED;
            case DecisionResult.Unavailable unavailable -> Outcome.UNAVAILABLE;
        };
    }

    private DecisionResult result(
            Request request, MaskedRequest masked, TraceLevel level, Unsent wanted, Appended appended) {
        DecisionEntry entry = appended.recorded().entry();
        Ending ending = Ending.of(appended);
        if (appended.isNew()) {
            return new DecisionResult.New(entry.decisionId(), wanted.with(ending));
        }
        wanted.drop();
        if (!masked.isRecordedAs(entry.requestDigest())) {
            return new DecisionResult.Conflict(
                    entry.requestId(), entry.requestDigest(), masked.digest(), Earlier.of(appended));
        }
        return reproduce
                .toSender(entry, request, masked, level, ending)
                .<DecisionResult>map(
                        answer -> new DecisionResult.Duplicate(entry.decisionId(), answer, Earlier.of(appended)))
                .orElseGet(() -> new DecisionResult.Retired(entry.decisionId(), Earlier.of(appended)));
    }

    private static Optional<DecisionResult> unavailable(Throwable failure) {
        return causeOf(failure) instanceof JournalUnavailableException unavailable
                ? Optional.of(new DecisionResult.Unavailable(unavailable.toCaller()))
                : Optional.empty();
    }

    private static Throwable causeOf(Throwable failure) {
        return failure instanceof CompletionException wrapper && wrapper.getCause() != null
                ? wrapper.getCause()
                : failure;
    }

    private DecisionEntry entry(
            Request request,
            MaskedRequest masked,
            Answer answer,
            Bundle bundle,
            Optional<CanaryArm> arm,
            Sender sender) {
        return new DecisionEntry(
                answer.heading().decisionId(),
                request.snapshot().requestId(),
                masked.digest(),
                bundle.id().digest(),
                Optional.ofNullable(bundle.model()).map(model -> model.id().digest()),
                answer.heading().decidedAt(),
                sender,
                FacetsOf.decision(request.snapshot(), answer.decision(), masked, bundle.attributes()),
                Payload.of(masked.content()),
                Payload.of(answer.stored(masked, bundle)),
                masked.paths(),
                false,
                emergency.apply(bundle.id().digest()),
                arm,
                request.mapped());
    }

    /** Whole milliseconds, which every store keeps, so that a decision can be reproduced from its record. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
