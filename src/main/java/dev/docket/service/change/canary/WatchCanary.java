package dev.docket.service.change.canary;

import dev.docket.access.Sender;
import dev.docket.change.Canary;
import dev.docket.change.Change;
import dev.docket.change.Refusal;
import dev.docket.change.Step;
import dev.docket.change.guard.Figures;
import dev.docket.change.guard.Guard;
import dev.docket.change.guard.Verdict;
import dev.docket.journal.Followers;
import dev.docket.journal.Journal;
import dev.docket.json.JsonWriter;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import dev.docket.service.StoreUnavailableException;
import dev.docket.service.canary.Split.Running;
import dev.docket.service.change.ChangeLog;
import dev.docket.service.change.ChangeResult;
import dev.docket.service.change.RecordSteps;
import java.util.Optional;

/** Counts what a canary does, and takes the candidate back when a limit is exceeded. One service does so at a time. */
public final class WatchCanary {
    private final Journal journal;
    private final ChangeLog changes;
    private final RecordSteps steps;
    private final Followers followers;
    private final RecordReader reader = new RecordReader();

    public WatchCanary(Journal journal, ChangeLog changes, RecordSteps steps, Followers followers) {
        this.journal = journal;
        this.changes = changes;
        this.steps = steps;
        this.followers = followers;
    }

    /**
     * Counts the next records, if this service is the one that watches.
     *
     * @return whether there may be more at once
     */
    public synchronized boolean follow() {
        Optional<Change> change = changes.now().inCanary();
        Canary canary = change.map(Change::canary).orElse(null);
        if (change.isEmpty() || canary == null || !followers.isMine()) {
            return false;
        }
        String id = change.get().id();
        return StoreUnavailableException.reading(() -> {
            CanaryState before = state(id, canary);
            CanaryState after = before.next(journal, tally(id, canary));
            boolean isNew = !after.equals(before);
            if (isNew) {
                followers.write(key(id, canary), new JsonWriter().value(after).bytes());
            }
            Figures figures = figures(canary, after);
            if (figures.verdict() == Verdict.REGRESSION) {
                takeBack(id, canary, figures);
                return false;
            }
            return isNew;
        });
    }

    private void takeBack(String changeId, Canary canary, Figures figures) {
        ChangeResult result = steps.record(
                changeId,
                Sender.named(Step.GUARD),
                log -> new Step.CanaryEnded(Step.GUARD, canary.candidate(), figures));
        // Somebody may have ended it meanwhile.
        if (result instanceof ChangeResult.Refused refused && refused.why() != Refusal.WRONG_STATE) {
            throw new IllegalStateException(
                    "the canary of %s cannot be ended: %s".formatted(changeId, refused.because()));
        }
    }

    /** What it came to so far, counted up to the last record; what is recorded of it once it is over. */
    Figures figuresOf(String changeId, Canary canary) {
        Figures over = canary.figures();
        return over != null
                ? over
                : StoreUnavailableException.reading(
                        () -> figures(canary, state(changeId, canary).upToNow(journal, tally(changeId, canary))));
    }

    private static Figures figures(Canary canary, CanaryState state) {
        Guard guard = new Guard(canary.limits());
        return new Figures(state.places(), state.counts(), guard.verdict(state.counts()), guard.line(state.counts()));
    }

    private CanaryTally tally(String changeId, Canary canary) {
        return new CanaryTally(journal, new Running(changeId, canary.number()), canary.limits());
    }

    private CanaryState state(String changeId, Canary canary) {
        return followers
                .read(key(changeId, canary))
                .map(bytes -> switch (reader.jsonAgain(CanaryState.class, bytes)) {
                    case Reading.Valid<CanaryState> valid -> valid.value();
                    case Reading.Invalid<CanaryState> invalid ->
                        throw new IllegalStateException("what the guard of %s wrote cannot be read: %s"
                                .formatted(changeId, invalid.problems()));
                })
                .orElseGet(() -> CanaryState.start(journal, canary));
    }

    private static String key(String changeId, Canary canary) {
        return "canary-%s-%s".formatted(changeId, canary.number());
    }
}
