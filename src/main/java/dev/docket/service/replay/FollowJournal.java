package dev.docket.service.replay;

import dev.docket.bundle.BundleException;
import dev.docket.bundle.store.BundleStore;
import dev.docket.bundle.store.SnapshotStore;
import dev.docket.digest.Digest;
import dev.docket.journal.JournalReader;
import dev.docket.journal.Log;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Entry;
import dev.docket.journal.record.Recorded;
import dev.docket.json.read.RecordReader;
import dev.docket.service.RequestReader;
import dev.docket.service.decide.AsDecided;
import dev.docket.service.replay.FollowState.Place;
import dev.docket.service.replay.change.Bundles;
import dev.docket.service.replay.change.Proposals;
import dev.docket.service.replay.change.Replay;
import dev.docket.service.replay.change.Replayed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * Decides a journal's records again with a candidate, as they come: stream after stream, each in its sequence, so that no clock
 * can hide a record or show it twice. Holds one page and a few bundles, however far it is behind.
 */
public final class FollowJournal implements AutoCloseable {
    private static final int PAGE = 100;
    private static final int MOST_BUNDLES = 3;

    private final JournalReader journal;
    private final String candidate;
    private final Bundles bundles;
    private final Replay replay;

    /** @throws BundleException if the candidate is not kept */
    public FollowJournal(JournalReader journal, BundleStore store, SnapshotStore snapshots, Digest candidate) {
        this.journal = journal;
        this.candidate = candidate.text();
        bundles = new Bundles(
                store, new Proposals(store).kept(Optional.of(candidate.text()), Optional.empty()), MOST_BUNDLES);
        replay = new Replay(new AsDecided(snapshots), new RequestReader(new RecordReader()));
    }

    /**
     * Before the first decision received at a time or later. Looks for it by halving, since the records of a stream are in the
     * order of their times; where a clock was set back, later records with an earlier time are still looked at one by one.
     */
    public static FollowState start(JournalReader journal, Digest candidate, Instant from) {
        List<Place> places = journal.logs().stream()
                .map(log -> new Place(log.stream(), lastBefore(journal, log, from)))
                .toList();
        return new FollowState(candidate.text(), from, places, FollowReport.EMPTY);
    }

    private static long lastBefore(JournalReader journal, Log log, Instant from) {
        long before = 0;
        long after = log.size() + 1;
        while (after - before > 1) {
            long middle = (before + after) >>> 1;
            List<Recorded<Entry>> one = journal.records(log.stream(), middle, 1);
            if (one.isEmpty() || !one.getFirst().entry().at().isBefore(from)) {
                after = middle;
            } else {
                before = middle;
            }
        }
        return before;
    }

    /** How many records it has not looked at. */
    public static long lag(JournalReader journal, FollowState state) {
        SortedMap<String, Long> places = places(state);
        return journal.logs().stream()
                .mapToLong(log -> Math.max(0, log.size() - places.getOrDefault(log.stream(), 0L)))
                .sum();
    }

    /**
     * Looks at the next page of each stream.
     *
     * @return the state after it; the same if there was nothing new
     * @throws IllegalArgumentException if the state belongs to another candidate
     * @throws BundleException if the candidate does not compile
     */
    public FollowState next(FollowState from) {
        return next(from, Log::size);
    }

    /** The same, but of each stream not beyond its last record that counts. */
    public FollowState next(FollowState from, ToLongFunction<Log> last) {
        if (!from.candidate().equals(candidate)) {
            throw new IllegalArgumentException("the state is that of " + from.candidate());
        }
        SortedMap<String, Long> places = places(from);
        FollowTally tally = new FollowTally(from.report());
        boolean isNew = false;
        for (Log log : journal.logs()) {
            long seen = places.getOrDefault(log.stream(), 0L);
            long left = Math.min(log.size(), last.applyAsLong(log)) - seen;
            List<Recorded<Entry>> page =
                    left > 0 ? journal.records(log.stream(), seen + 1, (int) Math.min(PAGE, left)) : List.of();
            for (Recorded<Entry> recorded : page) {
                if (recorded.entry() instanceof DecisionEntry decision
                        && !decision.at().isBefore(from.from())) {
                    tally.add(decision, again(decision));
                }
                places.put(log.stream(), recorded.position().sequence());
                isNew = true;
            }
        }
        return isNew
                ? new FollowState(
                        candidate,
                        from.from(),
                        places.entrySet().stream()
                                .map(place -> new Place(place.getKey(), place.getValue()))
                                .toList(),
                        tally.report())
                : from;
    }

    private static SortedMap<String, Long> places(FollowState state) {
        SortedMap<String, Long> places = new TreeMap<>();
        state.places().forEach(place -> places.put(place.stream(), place.sequence()));
        return places;
    }

    private Replayed again(DecisionEntry entry) {
        return Replay.refusal(entry).<Replayed>map(refused -> refused).orElseGet(() -> switch (bundles.find(
                entry.bundleDigest())) {
            case Bundles.Found.Usable usable -> replay.with(entry, usable.combinations());
            case Bundles.Found.Unusable unusable -> unusable.because();
        });
    }

    @Override
    public void close() {
        bundles.close();
    }
}
