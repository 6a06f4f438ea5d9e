package dev.docket.spark.again;

import dev.docket.bundle.store.BundleStore;
import dev.docket.bundle.store.SnapshotStore;
import dev.docket.json.read.RecordReader;
import dev.docket.service.RequestReader;
import dev.docket.service.decide.AsDecided;
import dev.docket.service.replay.change.Bundles;
import dev.docket.service.replay.change.Proposal;
import dev.docket.service.replay.change.Replay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * What a JVM keeps from one task to the next: the compiled bundles of a replay. A task has them for itself while it runs, so
 * there are as many sets as there are tasks at the same time. Thread-safe.
 */
final class Workshop implements AutoCloseable {
    private static final Map<UUID, Workshop> BY_RUN = new ConcurrentHashMap<>();
    private static final int MOST_BUNDLES = 4;

    private final Scratch scratch;
    private final BundleStore store;
    private final Proposal proposal;
    private final Replay replay;
    private final ConcurrentLinkedDeque<Bundles> idle = new ConcurrentLinkedDeque<>();

    private Workshop(Question question) {
        try {
            scratch = new Scratch();
            Path own = scratch.folder().resolve("own");
            store = new BundleStore(
                    List.of(own.resolve("bundles")),
                    question.kept(),
                    scratch.folder().resolve("fetched"));
            SnapshotStore snapshots = new SnapshotStore(List.of(own.resolve("snapshots")), question.kept());
            proposal = question.proposal(scratch.folder().resolve("proposed"));
            replay = new Replay(new AsDecided(snapshots), new RequestReader(new RecordReader()));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** That of a replay in this JVM. */
    static Workshop of(Question question) {
        return Objects.requireNonNull(BY_RUN.computeIfAbsent(question.run(), first -> new Workshop(question)));
    }

    /** Frees that of a replay, if this JVM has it. */
    static void end(Question question) {
        Workshop workshop = BY_RUN.remove(question.run());
        if (workshop != null) {
            workshop.close();
        }
    }

    Replay replay() {
        return replay;
    }

    /** Bundles that nobody else uses; to be given {@link #back}. */
    Bundles take() {
        Bundles known = idle.pollFirst();
        return known == null ? new Bundles(store, proposal, MOST_BUNDLES) : known;
    }

    void back(Bundles bundles) {
        idle.addFirst(bundles);
    }

    @Override
    public void close() {
        idle.forEach(Bundles::close);
        idle.clear();
        scratch.close();
    }
}
