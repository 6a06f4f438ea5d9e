package dev.docket.service.change.verify;

import dev.docket.bundle.BundleException;
import dev.docket.change.Change;
import dev.docket.change.Dossier;
import dev.docket.digest.Digest;
import dev.docket.journal.JournalReader;
import dev.docket.journal.record.ChangeEntry;
import dev.docket.journal.record.Recorded;
import dev.docket.service.change.NamedRecords;
import dev.docket.service.change.ShadowFigures;
import dev.docket.service.proof.JournalArchive;
import dev.docket.service.replay.FollowJournal;
import dev.docket.service.replay.FollowState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides again what a candidate saw in shadow, and compares the figures that were recorded at its end. */
final class RecountShadow implements AutoCloseable {
    private final JournalArchive archive;
    private final JournalReader journal;
    // Most shadows that follow one another are of one candidate.
    private @Nullable FollowJournal open;
    private String opened = "";

    RecountShadow(JournalArchive archive, JournalReader journal) {
        this.archive = archive;
        this.journal = journal;
    }

    /** @param end the record that has the figures */
    Recount of(String changeId, Change.Shadow shadow, Dossier.Shadow figures, Recorded<ChangeEntry> end) {
        String of = "the shadow of %s that step %s began".formatted(changeId, shadow.number());
        if (figures.places() == null) {
            return new Recount(of, List.of("it names no records, so nobody can count again"), "");
        }
        NamedRecords named = new NamedRecords(journal, figures.places(), end);
        List<String> differing = new ArrayList<>(named.problems());
        long left = named.leftOut(figures.upTo(), 0L, (count, decision) -> count + 1);
        if (left > figures.lag()) {
            differing.add("records not looked at yet: %s recorded, %s counted again".formatted(figures.lag(), left));
        }
        try {
            ShadowDifference difference =
                    ShadowDifference.between(figures, counted(shadow, figures, named), ShadowFigures.MOST_ROWS);
            differing.addAll(difference.differing());
            return new Recount(of, differing, difference.remark());
        } catch (BundleException lacking) {
            return new Recount(of, differing, "not counted again: " + lacking.getMessage());
        }
    }

    private Dossier.Shadow counted(Change.Shadow shadow, Dossier.Shadow figures, NamedRecords named) {
        FollowJournal follower = follower(shadow.candidate());
        FollowState before = FollowJournal.start(journal, new Digest(shadow.candidate()), shadow.from());
        FollowState after = follower.next(before, named::last);
        while (!after.equals(before)) {
            before = after;
            after = follower.next(before, named::last);
        }
        return ShadowFigures.of(after, figures.upTo(), figures.lag());
    }

    private FollowJournal follower(String candidate) {
        FollowJournal follower = open;
        if (follower == null || !opened.equals(candidate)) {
            close();
            follower = new FollowJournal(journal, archive.bundles(), archive.snapshots(), new Digest(candidate));
            open = follower;
            opened = candidate;
        }
        return follower;
    }

    @Override
    public void close() {
        FollowJournal follower = open;
        open = null;
        if (follower != null) {
            follower.close();
        }
    }
}
