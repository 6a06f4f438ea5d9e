package dev.docket.service;

import dev.docket.bundle.Bundle;
import dev.docket.bundle.Pin;
import dev.docket.decision.TraceLevel;
import dev.docket.journal.Appended;
import dev.docket.journal.DecisionEntry;
import dev.docket.journal.Journal;
import dev.docket.journal.JournalUnavailableException;
import dev.docket.journal.Payload;
import dev.docket.journal.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Decides an order and records the decision; no answer leaves before its record is durable. */
public final class DecideOrder {
    private final Supplier<Pin> active;
    private final Journal journal;
    private final Retelling retelling;
    private final InstantSource clock;
    private final DecisionMeter meter;

    /** @param active pins what decides now, once for each request */
    public DecideOrder(
            Supplier<Pin> active, Journal journal, Retelling retelling, InstantSource clock, DecisionMeter meter) {
        this.active = active;
        this.journal = journal;
        this.retelling = retelling;
        this.clock = clock;
        this.meter = meter;
    }

    /**
     * Decides and records.
     *
     * @param level how much the answer tells; what is recorded is always {@link TraceLevel#FIRED}
     * @param caller who asks, as the service knows them
     * @return completes once the record is durable, on a thread of the journal
     */
    public CompletionStage<Outcome> decide(Request request, TraceLevel level, String caller) {
        Instant receivedAt = now();
        DecisionEntry entry;
        byte[] told;
        // A request in flight finishes on the bundle it began with; waiting for the disk needs none.
        try (Pin pin = active.get()) {
            Bundle bundle = pin.bundle();
            Answer answer = timed(request, receivedAt, bundle, TraceLevel.FIRED);
            entry = entry(request, answer, bundle, receivedAt, caller);
            told = level == TraceLevel.FIRED
                    ? answer.json()
                    : Answer.of(request.snapshot(), request.digest(), receivedAt, bundle, level)
                            .json();
        }
        meter.considered(request.snapshot().receivedAt(receivedAt));
        long began = System.nanoTime();
        return journal.append(entry).handle((appended, failure) -> {
            meter.appended(Duration.ofNanos(System.nanoTime() - began));
            return failure == null ? outcome(request, level, told, appended) : unavailable(failure);
        });
    }

    /** Decides and records nothing. */
    public byte[] dryRun(Request request, TraceLevel level) {
        try (Pin pin = active.get()) {
            return timed(request, now(), pin.bundle(), level).json();
        }
    }

    private Answer timed(Request request, Instant receivedAt, Bundle bundle, TraceLevel level) {
        long began = System.nanoTime();
        Answer answer = Answer.of(request.snapshot(), request.digest(), receivedAt, bundle, level);
        meter.decided(answer.decision().recommendation().disposition(), Duration.ofNanos(System.nanoTime() - began));
        return answer;
    }

    private Outcome outcome(Request request, TraceLevel level, byte[] told, Appended appended) {
        Recorded<DecisionEntry> recorded = appended.recorded();
        DecisionEntry entry = recorded.entry();
        return switch (appended) {
            case Appended.New fresh ->
                new Outcome.New(entry.decisionId(), Splice.withRecord(told, recorded.position()));
            case Appended.Taken taken ->
                entry.requestDigest().equals(request.digest()) ? duplicate(recorded, level) : conflict(entry, request);
            case Appended.Spooled spooled -> {
                if (spooled.isNew()) {
                    yield new Outcome.New(entry.decisionId(), Splice.withSpooledRecord(told));
                }
                yield entry.requestDigest().equals(request.digest())
                        ? new Outcome.Duplicate(
                                entry.decisionId(), Splice.asDuplicate(Splice.withSpooledRecord(answer(entry))))
                        : conflict(entry, request);
            }
        };
    }

    private static Outcome conflict(DecisionEntry entry, Request request) {
        return new Outcome.Conflict(entry.requestId(), entry.requestDigest(), request.digest());
    }

    // What waits in the spool is always kept whole.
    private static byte[] answer(DecisionEntry entry) {
        return switch (entry.answer()) {
            case Payload.Kept kept -> kept.bytes();
            case Payload.Unread unread -> throw new IllegalStateException("unread: " + entry.decisionId());
            case Payload.Retired retired -> throw new IllegalStateException("retired: " + entry.decisionId());
        };
    }

    private Outcome duplicate(Recorded<DecisionEntry> recorded, TraceLevel level) {
        String decisionId = recorded.entry().decisionId();
        return retelling
                .atMost(recorded, level)
                .<Outcome>map(answer -> new Outcome.Duplicate(decisionId, Splice.asDuplicate(answer)))
                .orElseGet(() -> new Outcome.Retired(decisionId));
    }

    private static Outcome unavailable(Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapper && wrapper.getCause() != null
                ? wrapper.getCause()
                : failure;
        if (cause instanceof JournalUnavailableException unavailable) {
            return new Outcome.Unavailable(String.valueOf(unavailable.getMessage()));
        }
        throw new CompletionException(cause);
    }

    private static DecisionEntry entry(
            Request request, Answer answer, Bundle bundle, Instant receivedAt, String caller) {
        return new DecisionEntry(
                answer.decisionId(),
                request.snapshot().requestId(),
                request.digest(),
                bundle.id().digest(),
                bundle.model() == null ? "" : bundle.model().id().digest(),
                receivedAt,
                caller,
                FacetsOf.decision(request.snapshot(), answer.decision()),
                Payload.of(request.content()),
                Payload.of(answer.json()));
    }

    /** Whole milliseconds: every store keeps them, so a decision can be made again from its record. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
