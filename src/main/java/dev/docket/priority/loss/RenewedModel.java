package dev.docket.priority.loss;

import dev.docket.priority.ModelException;
import dev.docket.priority.ModelFolder;
import dev.docket.priority.ModelManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedMap;

/**
 * Gives the current model another reference snapshot: a new folder beside the old one, with a manifest of its own. The old
 * one never changes, so what was decided with it can be decided again.
 */
public final class RenewedModel {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private RenewedModel() {}

    /**
     * Writes the folder, and names it in {@code current} last.
     *
     * @param models a folder such as {@code models/priority}
     * @return the new folder
     * @throws ModelException if the current model knows no snapshot, or the folder cannot be written
     */
    public static Path write(Path models, ReferenceSnapshot reference) {
        try {
            Path current = ModelFolder.current(models);
            SortedMap<String, byte[]> files = ModelFolder.files(current);
            LossModel model = LossModel.of(current, files);
            Path renewed = models.resolve("%s-%s".formatted(model.id().version(), STAMP.format(reference.takenAt())));
            Files.createDirectories(renewed);
            Files.deleteIfExists(renewed.resolve(ModelManifest.FILE));
            for (String name : LossModel.FILES) {
                byte[] bytes = name.equals(ReferenceSnapshot.FILE) ? reference.toBytes() : files.get(name);
                Files.write(renewed.resolve(name), Objects.requireNonNull(bytes));
            }
            Files.writeString(renewed.resolve(ModelManifest.FILE), ModelManifest.of(renewed, LossModel.FILES));
            ModelLoader.loadLoss(renewed);
            Path next = Files.writeString(models.resolve(ModelFolder.CURRENT + ".next"), renewed.getFileName() + "\n");
            Files.move(
                    next,
                    models.resolve(ModelFolder.CURRENT),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            return renewed;
        } catch (IOException unwritable) {
            throw new ModelException(
                    "%s cannot be written: %s".formatted(models, unwritable),
                    "Check the folder's permissions.",
                    unwritable);
        }
    }
}
