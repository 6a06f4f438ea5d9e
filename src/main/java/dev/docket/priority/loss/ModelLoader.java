package dev.docket.priority.loss;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docket.priority.ModelException;
import dev.docket.priority.ModelManifest;
import dev.docket.priority.PriorityModel;
import dev.docket.priority.TrainedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads a model of any kind. */
public final class ModelLoader {
    private ModelLoader() {}

    /**
     * The model that the file {@code current} of a folder such as {@code models/priority} names.
     *
     * @throws ModelException if there is none, or it is damaged or does not fit this program
     */
    public static TrainedModel current(Path folder) {
        Path current = folder.resolve(PriorityModel.CURRENT);
        if (!Files.isRegularFile(current)) {
            throw new ModelException("There is no model: %s does not exist.".formatted(current), LossModel.FIX);
        }
        try {
            return load(folder.resolve(Files.readString(current).strip()));
        } catch (IOException unreadable) {
            throw new ModelException("%s cannot be read: %s".formatted(current, unreadable), LossModel.FIX, unreadable);
        }
    }

    /**
     * The model of a version folder.
     *
     * @throws ModelException if it is missing, damaged or does not fit this program
     */
    public static TrainedModel load(Path folder) {
        return of(folder, PriorityModel.files(folder));
    }

    /** A model that estimates losses. @throws ModelException if it is missing, damaged or of another kind */
    public static LossModel loadLoss(Path folder) {
        return LossModel.of(folder, PriorityModel.files(folder));
    }

    /**
     * The model in bytes that were read before, so that what is used is what was hashed.
     *
     * @param folder where they were read; messages name it
     * @throws ModelException if one is missing, damaged or does not fit this program
     */
    public static TrainedModel of(Path folder, SortedMap<String, byte[]> files) {
        return isLoss(files) ? LossModel.of(folder, files) : PriorityModel.of(folder, new TreeMap<>(files));
    }

    private static boolean isLoss(SortedMap<String, byte[]> files) {
        try {
            byte[] document = files.get("model.json");
            return document != null
                    && LossDocument.KIND.equals(
                            new ObjectMapper().readTree(document).path("kind").asText());
        } catch (IOException damaged) {
            return files.containsKey(ReferenceSnapshot.FILE) && files.containsKey(ModelManifest.FILE);
        }
    }
}
