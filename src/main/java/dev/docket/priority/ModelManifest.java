package dev.docket.priority;

import dev.docket.digest.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The SHA-256 of each file of a model, in the format of {@code sha256sum -c}; the model's digest is that of the
 * manifest itself. Files that it does not list ({@code provenance.json}: when and where it was trained) are no part of
 * the model.
 */
public final class ModelManifest {
    public static final String FILE = "manifest.sha256";

    private ModelManifest() {}

    /** The text of the manifest of some files of a folder. */
    public static String of(Path folder, Iterable<String> names) throws IOException {
        SortedMap<String, String> digests = new TreeMap<>();
        for (String name : names) {
            digests.put(
                    name, Digest.over(Files.readAllBytes(folder.resolve(name))).hex());
        }
        StringBuilder text = new StringBuilder();
        digests.forEach(
                (name, digest) -> text.append(digest).append("  ").append(name).append('\n'));
        return text.toString();
    }

    /** The files that a manifest lists, in its order. */
    public static List<String> listed(String text) {
        return text.lines()
                .map(line -> line.substring(line.indexOf("  ") + 1).strip())
                .filter(name -> !name.isEmpty() && !name.contains("/") && !name.contains("\\"))
                .toList();
    }

    /**
     * Checks files against their manifest.
     *
     * @param folder where they were read
     * @param files by name, the manifest among them
     * @param wanted files that it must list; a file without a digest is not used
     * @return the digest of the model
     * @throws ModelException if a file is missing or was changed
     */
    public static Digest verify(Path folder, SortedMap<String, byte[]> files, Collection<String> wanted) {
        byte[] manifest = files.getOrDefault(FILE, new byte[0]);
        String text = new String(manifest, StandardCharsets.UTF_8);
        if (!text.endsWith("\n") || !listed(text).containsAll(wanted)) {
            throw new ModelException("Model %s: the manifest does not list all of %s.".formatted(folder, wanted));
        }
        for (String line : text.lines().toList()) {
            String[] parts = line.split("  ", 2);
            if (parts.length != 2 || parts[1].contains("/")) {
                throw new ModelException("Model %s: the manifest is damaged.".formatted(folder));
            }
            byte[] file = files.get(parts[1]);
            if (file == null) {
                throw new ModelException("Model %s: %s is missing.".formatted(folder, parts[1]));
            }
            if (!Digest.over(file).hex().equals(parts[0])) {
                throw new ModelException(
                        "Model %s: %s was changed after training (its SHA-256 differs from the manifest)."
                                .formatted(folder, parts[1]));
            }
        }
        return Digest.over(manifest);
    }
}
