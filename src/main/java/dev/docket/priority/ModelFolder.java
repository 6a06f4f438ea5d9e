package dev.docket.priority;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the folder of a model holds, whatever its kind, and how it is read. */
public final class ModelFolder {
    /** Names the version folder that decides; it stands beside the version folders. */
    public static final String CURRENT = "current";

    public static final String DOCUMENT = "model.json";
    /** In Tribuo's own format. */
    public static final String WEIGHTS = "model.pb";

    public static final String CARD = "MODEL_CARD.md";
    public static final String PAGE = "model-card.html";

    private ModelFolder() {}

    /**
     * The version folder that the file {@code current} of a folder such as {@code models/priority} names.
     *
     * @throws ModelException if there is no such file, or it cannot be read
     */
    public static Path current(Path models) {
        Path current = models.resolve(CURRENT);
        if (!Files.isRegularFile(current)) {
            throw new ModelException("There is no model: %s does not exist.".formatted(current));
        }
        try {
            return models.resolve(Files.readString(current).strip());
        } catch (IOException unreadable) {
            throw new ModelException("%s cannot be read: %s".formatted(current, unreadable), unreadable);
        }
    }

    /**
     * The files of a version folder that its manifest lists, and the manifest.
     *
     * @throws ModelException if there is no manifest, or a file cannot be read
     */
    public static SortedMap<String, byte[]> files(Path folder) {
        if (!Files.isRegularFile(folder.resolve(ModelManifest.FILE))) {
            throw new ModelException("There is no model in %s: %s is missing.".formatted(folder, ModelManifest.FILE));
        }
        try {
            SortedMap<String, byte[]> files = new TreeMap<>();
            for (String name : ModelManifest.listed(Files.readString(folder.resolve(ModelManifest.FILE)))) {
                if (Files.isRegularFile(folder.resolve(name))) {
                    files.put(name, Files.readAllBytes(folder.resolve(name)));
                }
            }
            files.put(ModelManifest.FILE, Files.readAllBytes(folder.resolve(ModelManifest.FILE)));
            return files;
        } catch (IOException unreadable) {
            throw new ModelException(
                    "Model %s cannot be read: %s".formatted(folder, unreadable.getMessage()), unreadable);
        }
    }

    /** A file of the model as text. */
    public static String text(SortedMap<String, byte[]> files, String name) {
        return new String(Objects.requireNonNull(files.get(name)), StandardCharsets.UTF_8);
    }
}
