package dev.docket.bundle;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The cases that travel with a bundle, so that its recipient can check it. They decide nothing, so the digest in the
 * records does not cover them. A manifest of their own shows whether they are as built.
 *
 * @param files by name relative to the rule folder
 * @param writtenManifest the text of the {@code manifest.cases} next to the files, if there is one
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record CaseFiles(
        SortedMap<String, byte[]> files, @Nullable String writtenManifest) {
    public CaseFiles {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** One line per file, computed from the bytes. */
    public Manifest manifest() {
        return Manifest.ofCases(files);
    }

    /** The files that differ from what was built; none if there is no manifest. */
    public SortedSet<String> changes() {
        return writtenManifest == null ? new TreeSet<>() : manifest().differencesFrom(writtenManifest);
    }

    byte[] manifestBytes() {
        return manifest().text().getBytes(StandardCharsets.UTF_8);
    }
}
