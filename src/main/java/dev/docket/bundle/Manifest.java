package dev.docket.bundle;

import dev.docket.decision.ModelId;
import dev.docket.json.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a bundle is made of: each file's path and digest, in the order of the paths. The same content gives the same
 * manifest on any machine, and the manifest's digest is the bundle's.
 */
public record Manifest(SortedMap<String, String> digests) {
    public Manifest {
        digests = Collections.unmodifiableSortedMap(new TreeMap<>(digests));
    }

    /** The manifest of a rule folder's files and, if there is one, of a model, which has a digest of its own. */
    static Manifest of(SortedMap<String, byte[]> ruleFiles, @Nullable ModelId model) {
        SortedMap<String, String> digests = new TreeMap<>();
        ruleFiles.forEach((name, bytes) -> digests.put("rules/" + name, Digest.sha256(bytes)));
        if (model != null) {
            digests.put("models/" + model.name() + "/" + model.version(), model.digest());
        }
        return new Manifest(digests);
    }

    /** One line for each file: digest, two blanks, path, line feed; UTF-8. */
    public String text() {
        StringBuilder text = new StringBuilder();
        digests.forEach(
                (path, digest) -> text.append(digest).append("  ").append(path).append('\n'));
        return text.toString();
    }

    public String digest() {
        return Digest.sha256(text().getBytes(StandardCharsets.UTF_8));
    }
}
