package dev.docket.service;

import dev.docket.bundle.BundleStore;
import dev.docket.journal.JournalReader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A journal with what it takes to check and to repeat it: the verifier keys and the kept bundles of the dockets that write
 * it, each in the data folder of its docket.
 *
 * @param store that is read
 * @param otherDataDirs the data folders of further dockets
 */
public record JournalArchive(JournalStore store, List<Path> otherDataDirs) {
    public JournalArchive {
        otherDataDirs = List.copyOf(otherDataDirs);
    }

    /** That of one docket. */
    public static JournalArchive of(JournalStore store) {
        return new JournalArchive(store, List.of());
    }

    /** Opens the journal to read. @throws dev.docket.journal.JournalUnavailableException if it cannot be read */
    public JournalReader openToRead() {
        return store.openToRead();
    }

    /** What all of the dockets kept. */
    public BundleStore bundles() {
        return new BundleStore(stores().map(JournalStore::dataDir)
                .map(folder -> folder.resolve("bundles"))
                .toList());
    }

    /** Where each docket has its key. */
    List<Path> keyFolders() {
        return stores().map(JournalStore::keyFolder).toList();
    }

    private Stream<JournalStore> stores() {
        return Stream.concat(Stream.of(store), otherDataDirs.stream().map(store::in));
    }
}
