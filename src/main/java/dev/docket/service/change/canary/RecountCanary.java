package dev.docket.service.change.canary;

import dev.docket.change.Canary;
import dev.docket.change.guard.Counts;
import dev.docket.change.guard.Figures;
import dev.docket.change.guard.Guard;
import dev.docket.change.guard.Verdict;
import dev.docket.journal.JournalReader;
import dev.docket.journal.record.ChangeEntry;
import dev.docket.journal.record.Recorded;
import dev.docket.service.canary.Split.Running;
import dev.docket.service.change.NamedRecords;
import java.util.ArrayList;
import java.util.List;

/** Counts a canary that is over again, from the records that its figures name. */
public final class RecountCanary {
    private final JournalReader journal;

    public RecountCanary(JournalReader journal) {
        this.journal = journal;
    }

    /**
     * Each figure that is not what the records say, with both.
     *
     * @param figures what was recorded when it ended
     * @param end the record that says so
     */
    public List<String> differing(String changeId, Canary canary, Figures figures, Recorded<ChangeEntry> end) {
        CanaryTally tally = new CanaryTally(journal, new Running(changeId, canary.number()), canary.limits());
        NamedRecords named = new NamedRecords(journal, figures.places(), end);
        List<String> differing = new ArrayList<>(named.problems());
        Counts counted = CanaryState.start(journal, canary)
                .upTo(journal, tally, named::last)
                .counts();
        differing.addAll(counted.differences(figures.counts()));
        Counts all = named.leftOut(end.entry().at(), counted, tally::and);
        if (figures.verdict() != Verdict.REGRESSION && new Guard(canary.limits()).verdict(all) == Verdict.REGRESSION) {
            differing.add("verdict: %s recorded, REGRESSION with all orders that were recorded before its end"
                    .formatted(figures.verdict()));
        }
        return differing;
    }
}
