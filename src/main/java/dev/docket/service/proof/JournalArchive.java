package dev.docket.service.proof;

import dev.docket.bundle.store.BundleStore;
import dev.docket.bundle.store.SnapshotStore;
import dev.docket.journal.JournalReader;
import dev.docket.journal.JournalUnavailableException;
import dev.docket.journal.checkpoint.JournalKey;
import dev.docket.journal.merkle.NoteSigner;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A journal with all that is needed to verify and replay it: the verifier keys and kept bundles of the services that write
 * it, each in its own data folder.
 *
 * @param store the store to read
 * @param otherDataDirs the data folders of the other services
 * @param earlierDirs earlier copies of the data folder, with bundles and snapshots that it does not repeat
 */
public record JournalArchive(JournalStore store, List<Path> otherDataDirs, List<Path> earlierDirs) {
    public JournalArchive {
        otherDataDirs = List.copyOf(otherDataDirs);
        earlierDirs = List.copyOf(earlierDirs);
    }

    /** The journal of several services. */
    public JournalArchive(JournalStore store, List<Path> otherDataDirs) {
        this(store, otherDataDirs, List.of());
    }

    /** The journal of one service. */
    public static JournalArchive of(JournalStore store) {
        return new JournalArchive(store, List.of());
    }

    /** Opens the journal to read. @throws dev.docket.journal.JournalUnavailableException if it cannot be read */
    public JournalReader openToRead() {
        return store.openToRead();
    }

    /** The bundles kept by all services. */
    public BundleStore bundles() {
        return new BundleStore(
                dataDirs().map(folder -> folder.resolve("bundles")).toList(), store.shared(), Fetched.folder());
    }

    /** The reference snapshots kept by all services. */
    public SnapshotStore snapshots() {
        return new SnapshotStore(dataDirs().map(SnapshotStore::in).toList(), store.shared());
    }

    /** The key folder of each service. */
    List<Path> keyFolders() {
        return stores().map(JournalStore::keyFolder).toList();
    }

    /**
     * The keys of the dockets, to sign what is made of their records.
     *
     * @throws dev.docket.journal.JournalUnavailableException if there is none
     */
    public List<NoteSigner> signers() {
        List<NoteSigner> signers = keyFolders().stream()
                .map(JournalKey::existing)
                .flatMap(Optional::stream)
                .toList();
        if (signers.isEmpty()) {
            throw new JournalUnavailableException(
                    "The data folders have no journal key.\nMake the evidence pack where a docket runs: its key signs the list of files.");
        }
        return signers;
    }

    private Stream<Path> dataDirs() {
        return Stream.concat(stores().map(JournalStore::dataDir), earlierDirs.stream());
    }

    private Stream<JournalStore> stores() {
        return Stream.concat(Stream.of(store), otherDataDirs.stream().map(store::in));
    }
}
