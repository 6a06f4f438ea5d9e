package dev.docket.service.change;

import dev.docket.access.Sender;
import dev.docket.change.PolicyLog;
import dev.docket.change.Refusal;
import dev.docket.change.Step;
import dev.docket.change.Taken;
import dev.docket.digest.Digest;
import dev.docket.journal.AppendedChange;
import dev.docket.journal.Journal;
import dev.docket.journal.merkle.Hash;
import dev.docket.journal.record.ChangeEntry;
import dev.docket.journal.record.Payload;
import dev.docket.service.StoreUnavailableException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** Records steps, each only if it counts after all that were recorded before, by whichever service. */
public final class RecordSteps {
    /** Others take steps at the same time, but not so many. */
    private static final int MOST_ATTEMPTS = 10;

    private final Journal journal;
    private final ChangeLog changes;
    private final InstantSource clock;

    public RecordSteps(Journal journal, ChangeLog changes, InstantSource clock) {
        this.journal = journal;
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * Records a step.
     *
     * @param step makes it, for the changes as they are now and the time; called again if somebody else was faster
     * @throws StoreUnavailableException if the journal is unavailable
     */
    public ChangeResult record(String changeId, Sender sender, Function<PolicyLog, Step> step) {
        for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
            PolicyLog log = changes.now();
            Step next = step.apply(log);
            byte[] document = RecordedSteps.document(next);
            if (document.length > RecordedSteps.MOST_BYTES) {
                return new ChangeResult.Refused(
                        Refusal.TOO_LARGE,
                        "its document has %s bytes, and %s are the most"
                                .formatted(document.length, RecordedSteps.MOST_BYTES));
            }
            Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            // With any hash as its own: nothing in the log depends on it before it is recorded.
            Taken taken = new Taken(
                    log.number() + 1,
                    log.last(),
                    Digest.over(document),
                    changeId,
                    at,
                    sender.caller(),
                    Digest.over(document),
                    next);
            if (log.after(taken) instanceof PolicyLog.Result.Refused refused) {
                return refused.why() == Refusal.UNKNOWN_CHANGE
                        ? new ChangeResult.Unknown(changeId)
                        : new ChangeResult.Refused(refused.why(), refused.because());
            }
            ChangeEntry entry = new ChangeEntry(
                    taken.number(),
                    Hash.parse(taken.after().text()),
                    changeId,
                    next.kind().name(),
                    at,
                    sender,
                    Payload.of(document));
            if (append(entry) instanceof AppendedChange.New) {
                return new ChangeResult.Done(
                        Objects.requireNonNull(changes.now().changes().get(changeId)));
            }
        }
        return new ChangeResult.Refused(Refusal.OUT_OF_ORDER, "too many others take steps at the same time. Try again");
    }

    private AppendedChange append(ChangeEntry entry) {
        try {
            return journal.append(entry).join();
        } catch (CompletionException failure) {
            throw StoreUnavailableException.in(failure)
                    .<RuntimeException>map(away -> away)
                    .orElse(failure);
        }
    }
}
