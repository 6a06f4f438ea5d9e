package dev.docket.bundle;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The cases that travel with a bundle, so that whoever gets it can check it. They decide nothing: the digest that records
 * name does not cover them, and a manifest of their own tells whether they are those that were built.
 *
 * @param files by name relative to the rule folder
 * @param writtenManifest the text of {@code manifest.cases} as it stands beside the files, if it does
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record CaseFiles(
        SortedMap<String, byte[]> files, @Nullable String writtenManifest) {
    public CaseFiles {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** A line for each file, computed from the bytes. */
    public Manifest manifest() {
        return Manifest.ofCases(files);
    }

    /** The files that are not as they were built; none where no manifest stands beside them. */
    public SortedSet<String> changes() {
        return writtenManifest == null ? new TreeSet<>() : manifest().differencesFrom(writtenManifest);
    }

    byte[] manifestBytes() {
        return manifest().text().getBytes(StandardCharsets.UTF_8);
    }
}
