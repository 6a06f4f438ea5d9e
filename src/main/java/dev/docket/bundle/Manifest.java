package dev.docket.bundle;

import dev.docket.decision.id.ModelId;
import dev.docket.digest.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The contents of a bundle: each file's path and digest, sorted by path. The same content gives the same manifest on any
 * machine, and the manifest's digest is the bundle's.
 */
public record Manifest(SortedMap<String, Digest> digests) {
    public Manifest {
        digests = Collections.unmodifiableSortedMap(new TreeMap<>(digests));
    }

    /** The manifest of a rule folder's files and of the model, if any, which has a digest of its own. */
    static Manifest of(SortedMap<String, byte[]> ruleFiles, @Nullable ModelFiles model) {
        SortedMap<String, Digest> digests = new TreeMap<>();
        ruleFiles.forEach((name, bytes) -> digests.put("rules/" + name, Digest.over(bytes)));
        if (model != null) {
            ModelId id = model.id();
            digests.put("models/" + id.name() + "/" + id.version(), id.digest());
        }
        return new Manifest(digests);
    }

    /** The manifest of the cases. Not part of the bundle's digest, because cases decide nothing. */
    static Manifest ofCases(SortedMap<String, byte[]> caseFiles) {
        SortedMap<String, Digest> digests = new TreeMap<>();
        caseFiles.forEach((name, bytes) -> digests.put("rules/" + name, Digest.over(bytes)));
        return new Manifest(digests);
    }

    /** One line for each file: digest, two blanks, path, line feed; UTF-8. */
    public String text() {
        StringBuilder text = new StringBuilder();
        digests.forEach(
                (path, digest) -> text.append(digest).append("  ").append(path).append('\n'));
        return text.toString();
    }

    /** The paths whose content differs from the given manifest text, or that only one of the two lists. */
    public SortedSet<String> differencesFrom(String otherText) {
        Set<String> here = Set.copyOf(text().lines().toList());
        Set<String> there = Set.copyOf(otherText.lines().toList());
        return Stream.concat(
                        here.stream().filter(line -> !there.contains(line)),
                        there.stream().filter(line -> !here.contains(line)))
                .map(line -> line.substring(line.indexOf("  ") + 2))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    public Digest digest() {
        return Digest.over(text().getBytes(StandardCharsets.UTF_8));
    }
}
