package dev.docket.spark.table;

import dev.docket.bundle.store.SnapshotStore;
import dev.docket.digest.Digest;
import dev.docket.storage.SharedFiles;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The bundles and snapshots of an export, by digest, as they travel to the machines that decide. Nothing can be added later. */
public final class KeptFiles implements SharedFiles, Serializable {
    private final TreeMap<String, SortedMap<String, byte[]>> bundles = new TreeMap<>();
    private final TreeMap<String, SortedMap<String, byte[]>> snapshots = new TreeMap<>();
    private final TreeMap<String, String> problems = new TreeMap<>();

    KeptFiles() {}

    void addBundle(String digest, SortedMap<String, byte[]> files) {
        bundles.put(digest, new TreeMap<>(files));
    }

    /** A bundle that could not be used where it was kept; whoever reads it is told the same. */
    void addUnusable(String digest, String because) {
        problems.put(digest, because);
    }

    void addSnapshot(String digest, byte[] bytes) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        files.put(SnapshotStore.FILE, bytes);
        snapshots.put(digest, files);
    }

    @Override
    public SortedMap<String, byte[]> read(Kind kind, Digest digest) throws IOException {
        String problem = problems.get(digest.text());
        if (kind == Kind.BUNDLE && problem != null) {
            throw new IOException(problem);
        }
        return new TreeMap<>(of(kind).getOrDefault(digest.text(), new TreeMap<>()));
    }

    @Override
    public List<Digest> digests(Kind kind) {
        return of(kind).keySet().stream().map(Digest::new).toList();
    }

    private SortedMap<String, SortedMap<String, byte[]>> of(Kind kind) {
        return switch (kind) {
            case BUNDLE -> bundles;
            case SNAPSHOT -> snapshots;
        };
    }

    @Override
    public void keep(Kind kind, Digest digest, SortedMap<String, byte[]> files) {
        throw new UnsupportedOperationException("an export never changes");
    }

    @Override
    public Optional<byte[]> document(String name) {
        return Optional.empty();
    }

    @Override
    public void change(String name, UnaryOperator<Optional<byte[]>> change) {
        throw new UnsupportedOperationException("an export never changes");
    }
}
