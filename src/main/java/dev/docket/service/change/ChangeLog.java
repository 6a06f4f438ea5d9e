package dev.docket.service.change;

import dev.docket.change.PolicyLog;
import dev.docket.change.Refusal;
import dev.docket.change.Taken;
import dev.docket.digest.Digest;
import dev.docket.journal.JournalReader;
import dev.docket.journal.record.ChangeEntry;
import dev.docket.journal.record.Recorded;
import dev.docket.service.StoreUnavailableException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The changes of a journal, read from its log. Remembers how far it read, so that the next look is cheap. Thread-safe. */
public final class ChangeLog {
    private static final int PAGE = 100;
    private static final int MOST_FINDINGS = 1_000;

    private final JournalReader journal;
    private final BiConsumer<Recorded<ChangeEntry>, PolicyLog> counting;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, List<StepTaken>> steps = new HashMap<>();
    private volatile PolicyLog log = PolicyLog.EMPTY;
    private boolean isBroken;

    /** A step that does not count. */
    public record Finding(String stream, long sequence, long number, String changeId, Refusal why, String because) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "step %d (%s), record %d of stream %s, does not count: %s",
                    number,
                    changeId,
                    sequence,
                    stream,
                    because);
        }
    }

    public ChangeLog(JournalReader journal) {
        this(journal, (recorded, after) -> {});
    }

    /** @param counting told of each step that counts, with the changes after it */
    public ChangeLog(JournalReader journal, BiConsumer<Recorded<ChangeEntry>, PolicyLog> counting) {
        this.journal = journal;
        this.counting = counting;
    }

    /** The changes after the last step that is recorded. @throws StoreUnavailableException if the journal cannot be read */
    public synchronized PolicyLog now() {
        return StoreUnavailableException.reading(() -> {
            List<Recorded<ChangeEntry>> page = page();
            while (!page.isEmpty() && !isBroken) {
                page.forEach(this::look);
                page = page();
            }
            return log;
        });
    }

    /** The changes as they were last read. */
    PolicyLog lastRead() {
        return log;
    }

    /** The steps that do not count. Only the first ones. */
    public synchronized List<Finding> findings() {
        now();
        return List.copyOf(findings);
    }

    /** The steps of a change in their order, those that do not count as well; none if there is no such change. */
    public synchronized List<StepTaken> steps(String changeId) {
        now();
        return List.copyOf(steps.getOrDefault(changeId, List.of()));
    }

    private List<Recorded<ChangeEntry>> page() {
        return isBroken ? List.of() : journal.changes(log.number(), PAGE);
    }

    private void look(Recorded<ChangeEntry> recorded) {
        if (isBroken) {
            return;
        }
        ChangeEntry entry = recorded.entry();
        Optional<Taken> taken = RecordedSteps.read(recorded);
        if (taken.isEmpty()) {
            find(recorded, Refusal.UNREADABLE, "no Docket writes such a step as " + entry.step());
            skip(recorded);
            return;
        }
        switch (log.after(taken.get())) {
            case PolicyLog.Result.Counts counts -> {
                remember(recorded, taken.get(), "");
                log = counts.log();
                counting.accept(recorded, log);
            }
            case PolicyLog.Result.Refused refused -> {
                remember(recorded, taken.get(), refused.because());
                find(recorded, refused.why(), refused.because());
                isBroken = refused.log().number() != entry.number();
                log = refused.log();
            }
        }
    }

    private void remember(Recorded<ChangeEntry> recorded, Taken taken, String against) {
        steps.computeIfAbsent(taken.changeId(), none -> new ArrayList<>())
                .add(StepTaken.of(recorded.position(), taken, against));
    }

    // It is in the chain all the same, if it follows.
    private void skip(Recorded<ChangeEntry> recorded) {
        ChangeEntry entry = recorded.entry();
        if (entry.number() == log.number() + 1
                && entry.after().toString().equals(log.last().text())) {
            log = new PolicyLog(
                    entry.number(),
                    new Digest(recorded.position().hash().toString()),
                    log.changes(),
                    log.approved(),
                    log.emergency());
        } else {
            isBroken = true;
        }
    }

    private void find(Recorded<ChangeEntry> recorded, Refusal why, String because) {
        if (findings.size() < MOST_FINDINGS) {
            findings.add(new Finding(
                    recorded.position().stream(),
                    recorded.position().sequence(),
                    recorded.entry().number(),
                    recorded.entry().changeId(),
                    why,
                    because));
        }
    }
}
