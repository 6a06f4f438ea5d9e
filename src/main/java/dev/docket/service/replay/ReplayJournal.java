package dev.docket.service.replay;

import dev.docket.bundle.BundleException;
import dev.docket.bundle.store.BundleStore;
import dev.docket.bundle.store.SnapshotStore;
import dev.docket.digest.Digest;
import dev.docket.journal.Cursor;
import dev.docket.journal.Depth;
import dev.docket.journal.Direction;
import dev.docket.journal.Filter;
import dev.docket.journal.JournalReader;
import dev.docket.journal.JournalUnavailableException;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Recorded;
import dev.docket.json.read.RecordReader;
import dev.docket.service.RequestReader;
import dev.docket.service.decide.AsDecided;
import dev.docket.service.proof.JournalArchive;
import dev.docket.service.replay.change.Bundles;
import dev.docket.service.replay.change.Proposal;
import dev.docket.service.replay.change.Replay;
import dev.docket.service.replay.change.Replayed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides the recorded orders of a journal again on all processors, while reading ahead. Holds two
 * pages and a few bundles in memory, whatever the journal's size. Services may keep writing.
 */
public final class ReplayJournal implements AutoCloseable {
    private static final int PAGE = 1_000;
    private static final int SLICE = 50;
    private static final int MOST_BUNDLES = 4;

    private final JournalReader journal;
    private final BundleStore store;
    private final Replay replay;

    /** Called after each page. */
    @FunctionalInterface
    public interface Listener {
        /**
         * Reports progress.
         *
         * @param state the progress to save; not free to compute
         */
        void replayed(long decisions, Supplier<ReplayState> state);
    }

    ReplayJournal(JournalReader journal, BundleStore store, SnapshotStore snapshots) {
        this.journal = journal;
        this.store = store;
        this.replay = new Replay(new AsDecided(snapshots), new RequestReader(new RecordReader()));
    }

    /** Over a journal that somebody else closes, while it is written. */
    public static ReplayJournal over(JournalReader journal, BundleStore store, SnapshotStore snapshots) {
        return new ReplayJournal(journal, store, snapshots);
    }

    /** @throws ReplayException if there is no journal, or it cannot be read */
    public static ReplayJournal open(JournalArchive archive) {
        try {
            return new ReplayJournal(archive.openToRead(), archive.bundles(), archive.snapshots());
        } catch (JournalUnavailableException unavailable) {
            throw new ReplayException(String.valueOf(unavailable.getMessage()), unavailable);
        }
    }

    /** The bundles kept in the services' data folders. */
    public BundleStore bundles() {
        return store;
    }

    /** The state before the first decision. */
    public ReplayState start(Selection selection, Proposal proposal, Instant now) {
        return new ReplayState(
                question(selection, proposal),
                selection.end(now),
                selection.isAll() ? journal.count() : 0,
                null,
                ReplayReport.EMPTY);
    }

    /** What is asked, in words that differ when the question does. */
    public static String question(Selection selection, Proposal proposal) {
        return "%s from %s to %s with %s"
                .formatted(
                        selection.values(),
                        selection.from().map(Instant::toString).orElse("the first"),
                        selection.to().map(Instant::toString).orElse("the last"),
                        proposal.isAsRecorded() ? "the recorded bundle" : proposal.identity());
    }

    /**
     * Replays from a state to the end.
     *
     * @throws ReplayException if the state belongs to another question, or the journal cannot be read
     * @throws BundleException if the proposal does not compile
     */
    public ReplayState run(Selection selection, Proposal proposal, ReplayState from, Listener listener) {
        String question = question(selection, proposal);
        if (!question.equals(from.question())) {
            throw new ReplayException("""
                    The saved state belongs to a different replay: %s.
                    This one is: %s. Use another state file.""".formatted(from.question(), question));
        }
        try (Bundles bundles = new Bundles(store, proposal, MOST_BUNDLES);
                ExecutorService workers =
                        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
                ExecutorService reading = Executors.newSingleThreadExecutor()) {
            return new Run(selection.until(from.until()), bundles, workers, reading, new Tally(from.report()))
                    .run(from, listener);
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof JournalUnavailableException unavailable) {
                throw new ReplayException(String.valueOf(unavailable.getMessage()), unavailable);
            }
            throw failed;
        }
    }

    @Override
    public void close() {
        journal.close();
    }

    private final class Run {
        private final Filter filter;
        private final Bundles bundles;
        private final ExecutorService workers;
        private final ExecutorService reading;
        private final Tally tally;

        Run(Filter filter, Bundles bundles, ExecutorService workers, ExecutorService reading, Tally tally) {
            this.filter = filter;
            this.bundles = bundles;
            this.workers = workers;
            this.reading = reading;
            this.tally = tally;
        }

        ReplayState run(ReplayState from, Listener listener) {
            ReplayState.Place place = from.after();
            var page = read(place);
            while (true) {
                List<Recorded<DecisionEntry>> decisions = page.join();
                if (!decisions.isEmpty()) {
                    place = place(decisions.getLast());
                }
                boolean isLast = decisions.isEmpty();
                page = isLast ? page : read(place);
                count(decisions);
                ReplayState.@Nullable Place reached = place;
                listener.replayed(tally.decisions(), () -> state(from, reached));
                if (isLast) {
                    return state(from, reached);
                }
            }
        }

        private CompletableFuture<List<Recorded<DecisionEntry>>> read(ReplayState.@Nullable Place after) {
            Optional<Cursor> cursor =
                    Optional.ofNullable(after).map(place -> new Cursor(place.at(), place.stream(), place.sequence()));
            return CompletableFuture.supplyAsync(
                    () -> journal.page(filter, Direction.OLDEST_FIRST, Depth.WHOLE, cursor, PAGE), reading);
        }

        /**
         * Decides one bundle's orders after another's, each in parallel, so that few bundles are compiled at a time and none
         * twice for a page. Counts in order, so the same journal gives the same report.
         */
        private void count(List<Recorded<DecisionEntry>> decisions) {
            Map<Digest, List<Integer>> byBundle = new LinkedHashMap<>();
            for (int i = 0; i < decisions.size(); i++) {
                Digest digest = decisions.get(i).entry().bundleDigest();
                byBundle.computeIfAbsent(digest, first -> new ArrayList<>()).add(i);
            }
            Replayed[] replayed = new Replayed[decisions.size()];
            for (Digest digest : bundles.compiledFirst(byBundle.keySet())) {
                Bundles.Found bundle = bundles.find(digest);
                List<Integer> places = Objects.requireNonNull(byBundle.get(digest));
                List<CompletableFuture<Void>> slices = new ArrayList<>();
                for (int begin = 0; begin < places.size(); begin += SLICE) {
                    List<Integer> slice = places.subList(begin, Math.min(begin + SLICE, places.size()));
                    slices.add(CompletableFuture.runAsync(
                            () -> slice.forEach(
                                    i -> replayed[i] = again(decisions.get(i).entry(), bundle)),
                            workers));
                }
                slices.forEach(CompletableFuture::join);
            }
            for (int i = 0; i < replayed.length; i++) {
                tally.add(decisions.get(i).entry(), replayed[i]);
            }
        }

        private Replayed again(DecisionEntry entry, Bundles.Found bundle) {
            return Replay.refusal(entry).<Replayed>map(refused -> refused).orElseGet(() -> decided(entry, bundle));
        }

        private Replayed decided(DecisionEntry entry, Bundles.Found bundle) {
            return switch (bundle) {
                case Bundles.Found.Usable usable -> replay.with(entry, usable.combinations());
                case Bundles.Found.Unusable unusable -> unusable.because();
            };
        }

        private ReplayState state(ReplayState from, ReplayState.@Nullable Place reached) {
            return new ReplayState(from.question(), from.until(), from.total(), reached, tally.report());
        }

        private static ReplayState.Place place(Recorded<DecisionEntry> recorded) {
            Cursor cursor = Cursor.of(recorded);
            return new ReplayState.Place(cursor.at(), cursor.stream(), cursor.sequence());
        }
    }
}
