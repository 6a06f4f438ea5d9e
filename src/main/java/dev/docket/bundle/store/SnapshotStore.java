package dev.docket.bundle.store;

import dev.docket.bundle.BundleException;
import dev.docket.decision.BundleProblem;
import dev.docket.digest.Digest;
import dev.docket.priority.reference.TakenSnapshot;
import dev.docket.storage.DurableFiles;
import dev.docket.storage.Failing;
import dev.docket.storage.OwnerOnly;
import dev.docket.storage.SharedFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Keeps every reference snapshot that a record names, each in a file named by its digest. None is ever changed or deleted:
 * someone may ask about a record years later. Thread-safe.
 */
public final class SnapshotStore {
    private static final String CURRENT = "current";
    private static final String SHARED_CURRENT = "current-snapshot";
    private static final int MOST_IN_MEMORY = 32;
    /** No real one is larger. */
    private static final long LARGEST_BYTES = 16 << 20;

    /** Its only file among {@link SharedFiles}. */
    public static final String FILE = "snapshot.json";

    private final List<Path> folders;
    private final SharedFiles shared;
    private final Map<Digest, TakenSnapshot> leastRecentFirst =
            Collections.synchronizedMap(new LinkedHashMap<>(8, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Digest, TakenSnapshot> eldest) {
                    return size() > MOST_IN_MEMORY;
                }
            });

    /** Where a service with this data folder keeps them. */
    public static Path in(Path dataDir) {
        return dataDir.resolve("snapshots");
    }

    /** Those of folders alone: the first is written to; all are searched, in order. */
    public SnapshotStore(List<Path> folders) {
        this(folders, SharedFiles.NONE);
    }

    /**
     * The snapshots that several services kept.
     *
     * @param folders the first is written to; all are searched, in order
     * @param shared what the services keep for each other; searched last
     */
    public SnapshotStore(List<Path> folders, SharedFiles shared) {
        this.folders = List.copyOf(folders);
        this.shared = shared;
    }

    /**
     * Keeps a snapshot. Once this returns, it survives a crash, so a record may name it.
     *
     * @throws BundleException when it cannot be written
     */
    public void keep(TakenSnapshot snapshot) {
        Path file = place(folders.getFirst(), snapshot.digest());
        byte[] bytes = snapshot.content().toBytes();
        if (!Digest.over(bytes).equals(snapshot.digest())) {
            throw new IllegalArgumentException("%s is not the digest of the snapshot".formatted(snapshot.digest()));
        }
        try {
            if (!isIntact(file, snapshot.digest())) {
                OwnerOnly.createFolders(folders.getFirst());
                DurableFiles.write(file, bytes);
            }
        } catch (IOException unwritable) {
            throw new BundleException(BundleProblem.of(
                    BundleProblem.KEPT,
                    "Cannot keep the reference snapshot in the data folder (%s), and a decision may only name one that is kept.\nGive the service's user write permission there."
                            .formatted(Failing.because(unwritable))));
        }
        try {
            shared.keep(SharedFiles.Kind.SNAPSHOT, snapshot.digest(), new TreeMap<>(Map.of(FILE, bytes)));
        } catch (IOException away) {
            throw new BundleException(BundleProblem.of(
                    BundleProblem.KEPT,
                    "Cannot keep the reference snapshot in the database (%s).".formatted(away.getMessage())));
        }
    }

    /** The snapshot with this digest, if it is kept, and unchanged. */
    public Optional<TakenSnapshot> read(Digest digest) {
        TakenSnapshot known = leastRecentFirst.get(digest);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<TakenSnapshot> found = intact(digest).map(TakenSnapshot::of);
        found.ifPresent(snapshot -> leastRecentFirst.put(digest, snapshot));
        return found;
    }

    /** The bytes of a snapshot, if they are kept unchanged. Reads the files again. */
    public Optional<byte[]> intact(Digest digest) {
        return folders.stream()
                .flatMap(folder -> bytes(place(folder, digest), digest).stream())
                .findFirst()
                .or(() -> fetched(digest));
    }

    private Optional<byte[]> fetched(Digest digest) {
        try {
            return Optional.ofNullable(
                            shared.read(SharedFiles.Kind.SNAPSHOT, digest).get(FILE))
                    .filter(bytes -> Digest.over(bytes).equals(digest));
        } catch (IOException away) {
            return Optional.empty();
        }
    }

    /** Says so if a file that should hold a snapshot holds something else. */
    public Optional<String> changed(Digest digest) {
        return folders.stream()
                .map(folder -> place(folder, digest))
                .filter(file -> Files.exists(file) && bytes(file, digest).isEmpty())
                .map(file -> "reference snapshot %s was changed: %s has another digest".formatted(digest, file))
                .findFirst();
    }

    /** The folders that are searched, as text for people. */
    public String place() {
        return folders.stream().map(Path::toString).collect(Collectors.joining(", "));
    }

    /**
     * Remembers the snapshot that decides from now on.
     *
     * @param model the digest of the model that it was taken for
     * @throws BundleException when it cannot be written
     */
    public void decides(Digest model, TakenSnapshot snapshot) {
        byte[] current = (model + "\n" + snapshot.digest() + "\n").getBytes(StandardCharsets.US_ASCII);
        try {
            DurableFiles.write(folders.getFirst().resolve(CURRENT), current);
            shared.change(SHARED_CURRENT, before -> Optional.of(current));
        } catch (IOException unwritable) {
            throw new BundleException(BundleProblem.of(
                    BundleProblem.KEPT, "Cannot write to the data folder: %s.".formatted(Failing.because(unwritable))));
        }
    }

    /** The snapshot that decided last with a model, if it is kept. */
    public Optional<TakenSnapshot> last(Digest model) {
        Path current = folders.getFirst().resolve(CURRENT);
        try {
            Optional<byte[]> document = Files.isRegularFile(current)
                    ? Optional.of(Files.readAllBytes(current))
                    : shared.document(SHARED_CURRENT);
            List<String> lines = document.map(bytes -> new String(bytes, StandardCharsets.UTF_8)).stream()
                    .flatMap(String::lines)
                    .toList();
            return lines.size() == 2 && lines.getFirst().equals(model.text()) && Digest.isDigest(lines.getLast())
                    ? read(new Digest(lines.getLast()))
                    : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static boolean isIntact(Path file, Digest digest) {
        return bytes(file, digest).isPresent();
    }

    /** The bytes of a file, if they have a digest. */
    private static Optional<byte[]> bytes(Path file, Digest digest) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_BYTES) {
                return Optional.empty();
            }
            byte[] bytes = Files.readAllBytes(file);
            return Digest.over(bytes).equals(digest) ? Optional.of(bytes) : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static Path place(Path folder, Digest digest) {
        return folder.resolve(digest.text().replace(':', '-') + ".json");
    }
}
