package dev.docket.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docket.decision.BundleProblem;
import dev.docket.decision.id.ModelId;
import dev.docket.digest.Digest;
import dev.docket.priority.ModelFolder;
import dev.docket.priority.label.PriorityModel;
import dev.docket.priority.reference.ReferenceSnapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files of the current model.
 *
 * @param id from the model's own manifest; the digest covers every file that manifest lists
 * @param folder the name of the version folder
 * @param files the bytes by name, including the model's manifest
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ModelFiles(ModelId id, String folder, SortedMap<String, byte[]> files) {
    private static final String PRIORITY = "priority";
    private static final long LARGEST_BYTES = 16 << 20;

    /** Of the file that names the current version. */
    private static final long LONGEST_NAME = 1024;

    /** Reads the model that {@code priority/current} names. */
    static ModelFiles current(Path models) throws IOException {
        Path priority = models.resolve(PRIORITY);
        Path current = priority.resolve(ModelFolder.CURRENT);
        if (!Files.isRegularFile(current)) {
            throw unfit("There is no model: %s does not exist.\nRun ./docket train, or serve with --models none."
                    .formatted(current));
        }
        if (Files.size(current) > LONGEST_NAME) {
            throw unfit("%s is longer than any version's name.".formatted(current));
        }
        String version = Files.readString(current).strip();
        Path folder = priority.resolve(version).normalize();
        if (!priority.normalize().equals(folder.getParent())) {
            throw unfit("%s names '%s', but there is no such folder next to it.".formatted(current, version));
        }
        byte[] manifest = read(folder, dev.docket.priority.ModelManifest.FILE);
        List<String> names = listed(new String(manifest, StandardCharsets.UTF_8));
        SortedMap<String, byte[]> files = new TreeMap<>();
        for (String name : names) {
            files.put(name, read(folder, name));
        }
        files.put(dev.docket.priority.ModelManifest.FILE, manifest);
        requireUnchanged(folder, files, names, new String(manifest, StandardCharsets.UTF_8));
        JsonNode document = new ObjectMapper().readTree(files.get(ModelFolder.DOCUMENT));
        return new ModelFiles(
                new ModelId(
                        document.path("name").asText(PRIORITY),
                        document.path("version").asText(version),
                        Digest.over(manifest)),
                version,
                files);
    }

    /** The files that every model has, and the snapshot of those that have one. */
    private static List<String> listed(String manifest) {
        List<String> names = new ArrayList<>(PriorityModel.FILES);
        if (dev.docket.priority.ModelManifest.listed(manifest).contains(ReferenceSnapshot.FILE)) {
            names.add(ReferenceSnapshot.FILE);
        }
        return names;
    }

    // Checked here too, not only when the model is loaded: the digest, and so the signature, covers every file.
    private static void requireUnchanged(
            Path folder, SortedMap<String, byte[]> files, List<String> names, String manifest) {
        List<String> listed = manifest.lines().toList();
        for (String name : names) {
            byte[] bytes = Objects.requireNonNull(files.get(name));
            if (!listed.contains(Digest.over(bytes).hex() + "  " + name)) {
                throw unfit("The model's %s was changed after training (its SHA-256 differs from %s)."
                        .formatted(folder.resolve(name), dev.docket.priority.ModelManifest.FILE));
            }
        }
    }

    private static byte[] read(Path folder, String name) throws IOException {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw unfit("The model has no %s. Restore the folder, or run ./docket train.".formatted(file));
        }
        if (Files.size(file) > LARGEST_BYTES) {
            throw unfit("%s has %s bytes, more than any model. Restore the folder, or run ./docket train."
                    .formatted(file, Files.size(file)));
        }
        return Files.readAllBytes(file);
    }

    private static BundleException unfit(String message) {
        return new BundleException(BundleProblem.of(BundleProblem.MODEL, message));
    }

    /** Every file by its path below the models folder. */
    SortedMap<String, byte[]> paths() {
        SortedMap<String, byte[]> paths = new TreeMap<>();
        files.forEach((name, bytes) -> paths.put(PRIORITY + "/" + folder + "/" + name, bytes));
        paths.put(PRIORITY + "/" + ModelFolder.CURRENT, (folder + "\n").getBytes(StandardCharsets.UTF_8));
        return paths;
    }

    /** This model's folder below the models folder. */
    Path in(Path models) {
        return models.resolve(PRIORITY).resolve(folder);
    }
}
