package dev.docket.priority.loss;

import dev.docket.digest.Digest;
import dev.docket.priority.ModelFolder;
import dev.docket.priority.ModelManifest;
import dev.docket.priority.reference.ReferenceSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A folder of versions, such as {@code models/priority}. A version appears whole, and {@code current} changes at once, so that
 * a service that looks never sees half a model. Unlike a data folder it is for everyone to read.
 */
public record ModelVersions(Path models) {
    /**
     * Writes a version, with its manifest; one of the same name that is not current is replaced.
     *
     * @param files by name; those of {@link LossModel#FILES} go into the manifest
     * @return its folder
     */
    public Path write(String version, SortedMap<String, byte[]> files) throws IOException {
        Path folder = models.resolve(version);
        Path aside = models.resolve("." + version + ".next");
        delete(aside);
        Files.createDirectories(aside);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(aside.resolve(file.getKey()), file.getValue());
        }
        Files.writeString(aside.resolve(ModelManifest.FILE), ModelManifest.of(aside, LossModel.FILES));
        delete(folder);
        Files.move(aside, folder, StandardCopyOption.ATOMIC_MOVE);
        return folder;
    }

    /** Names a version in {@code current}. */
    public void makeCurrent(String version) throws IOException {
        Path next = Files.writeString(models.resolve(ModelFolder.CURRENT + ".next"), version + "\n");
        Files.move(
                next,
                models.resolve(ModelFolder.CURRENT),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Gives the current model another snapshot: a new version beside the old one, which never changes, so that what was decided
     * with it can be decided again. The same snapshot of the same model gives the same bytes.
     *
     * @return the folder that is current now
     * @throws dev.docket.priority.ModelException if the current model knows no snapshot
     */
    public Path renew(ReferenceSnapshot reference) throws IOException {
        Path current = ModelFolder.current(models);
        SortedMap<String, byte[]> files = new TreeMap<>(ModelFolder.files(current));
        LossModel model = LossModel.of(current, files);
        byte[] bytes = reference.toBytes();
        files.put(ReferenceSnapshot.FILE, bytes);
        files.keySet().retainAll(LossModel.FILES);
        String version = "%s-%s-%s"
                .formatted(
                        model.id().version(),
                        day(reference),
                        Digest.over(bytes).hex().substring(0, 8));
        Path renewed = models.resolve(version);
        if (!Files.isDirectory(renewed)) {
            write(version, files);
        }
        ModelLoader.loadLoss(renewed);
        makeCurrent(version);
        return renewed;
    }

    private static String day(ReferenceSnapshot reference) {
        return reference
                .takenAt()
                .toString()
                .substring(0, "2026-11-28".length())
                .replace("-", "");
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var paths = Files.walk(folder)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
