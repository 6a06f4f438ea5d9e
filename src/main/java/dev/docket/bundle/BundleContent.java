package dev.docket.bundle;

import dev.docket.decision.BundleProblem;
import dev.docket.rules.RuleFolder;
import dev.docket.storage.DurableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a bundle, read once, so that the same bytes are compiled, signed and kept.
 *
 * @param rules the deciding files of the rule folder, by name
 * @param model the model, or null to decide without a classifier
 * @param cases the cases, which decide nothing
 * @param writtenManifest the text of the {@code manifest} next to the files, if there is one
 * @param signature the text of the {@code signature} next to the files, if there is one
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record BundleContent(
        SortedMap<String, byte[]> rules,
        @Nullable ModelFiles model,
        CaseFiles cases,
        @Nullable String writtenManifest,
        @Nullable String signature) {
    /** No real signature or manifest is larger than this. */
    private static final int LARGEST_BYTES = 1 << 20;

    public BundleContent {
        rules = Collections.unmodifiableSortedMap(new TreeMap<>(rules));
    }

    /** @throws BundleException when a file cannot be read */
    public static BundleContent read(BundleFolder folder) {
        try {
            return new BundleContent(
                    RuleFolder.read(folder.rules()),
                    folder.models() == null ? null : ModelFiles.current(folder.models()),
                    new CaseFiles(
                            RuleFolder.readCases(folder.rules()), text(folder.root(), BundleFolder.CASE_MANIFEST)),
                    text(folder.root(), BundleFolder.MANIFEST),
                    text(folder.root(), BundleFolder.SIGNATURE));
        } catch (UncheckedIOException unreadable) {
            throw new BundleException(BundleProblem.of(
                    BundleProblem.UNREADABLE,
                    "%s (%s). Name the folder with --rules."
                            .formatted(unreadable.getMessage(), unreadable.getCause())));
        } catch (IOException unreadable) {
            throw new BundleException(BundleProblem.of(
                    BundleProblem.UNREADABLE,
                    "the bundle %s cannot be read: %s".formatted(folder.rules(), unreadable)));
        }
    }

    private static @Nullable String text(@Nullable Path root, String name) throws IOException {
        Path file = root == null ? null : root.resolve(name);
        if (file == null || !Files.isRegularFile(file) || Files.size(file) > LARGEST_BYTES) {
            return null;
        }
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    /** The manifest, computed from the bytes. */
    public Manifest manifest() {
        return Manifest.of(rules, model);
    }

    /** Whether the files match the manifest next to them; true if there is none. */
    public boolean isAsBuilt() {
        return writtenManifest == null || writtenManifest.equals(manifest().text());
    }

    /** The files that differ from what was built, cases included. */
    public SortedSet<String> changes() {
        SortedSet<String> changed =
                manifest().differencesFrom(writtenManifest == null ? manifest().text() : writtenManifest);
        changed.addAll(cases.changes());
        return changed;
    }

    /**
     * Writes the bundle as a unit.
     *
     * @param target a folder that does not exist yet
     * @throws BundleException when it exists or cannot be written
     */
    public void writeTo(Path target) {
        if (Files.exists(target)) {
            throw new BundleException(BundleProblem.of(
                    BundleProblem.UNREADABLE, "%s already exists, and a bundle never changes.".formatted(target)));
        }
        try {
            DurableFiles.writeFolder(target, allFiles());
        } catch (IOException unwritable) {
            throw new BundleException(BundleProblem.of(
                    BundleProblem.UNREADABLE, "%s cannot be written: %s".formatted(target, unwritable)));
        }
    }

    /** The same without its cases, which decide nothing. */
    public BundleContent withoutCases() {
        return new BundleContent(rules, model, new CaseFiles(new TreeMap<>(), null), writtenManifest, signature);
    }

    /** The bundle's files on disk by path, with any signature. */
    public SortedMap<String, byte[]> allFiles() {
        SortedMap<String, byte[]> files = files();
        if (signature != null) {
            files.put(BundleFolder.SIGNATURE, signature.getBytes(StandardCharsets.UTF_8));
        }
        return files;
    }

    /** The bundle's files on disk by path, without the signature. */
    SortedMap<String, byte[]> files() {
        SortedMap<String, byte[]> files = new TreeMap<>();
        rules.forEach((name, bytes) -> files.put(BundleFolder.RULES + "/" + name, bytes));
        if (model != null) {
            model.paths().forEach((path, bytes) -> files.put(BundleFolder.MODELS + "/" + path, bytes));
        }
        cases.files().forEach((name, bytes) -> files.put(BundleFolder.RULES + "/" + name, bytes));
        if (!cases.files().isEmpty()) {
            files.put(BundleFolder.CASE_MANIFEST, cases.manifestBytes());
        }
        files.put(BundleFolder.MANIFEST, manifest().text().getBytes(StandardCharsets.UTF_8));
        return files;
    }
}
