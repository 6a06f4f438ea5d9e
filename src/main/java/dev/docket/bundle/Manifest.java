package dev.docket.bundle;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a bundle is made of: each file's path and digest, in the order of the paths. The same content gives the same
 * manifest on any machine, and the manifest's digest is the bundle's.
 */
public record Manifest(SortedMap<String, String> digests) {
    static Manifest of(SortedMap<String, byte[]> files) {
        SortedMap<String, String> digests = new TreeMap<>();
        files.forEach((path, bytes) -> digests.put(path, Digest.of(bytes)));
        return new Manifest(Collections.unmodifiableSortedMap(digests));
    }

    /** One line for each file: digest, two blanks, path, line feed; UTF-8. */
    public String text() {
        StringBuilder text = new StringBuilder();
        digests.forEach(
                (path, digest) -> text.append(digest).append("  ").append(path).append('\n'));
        return text.toString();
    }

    public String digest() {
        return Digest.of(text().getBytes(StandardCharsets.UTF_8));
    }
}
