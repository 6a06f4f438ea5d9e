package dev.docket.priority.loss;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docket.priority.ModelException;
import dev.docket.priority.ModelFolder;
import dev.docket.priority.ModelManifest;
import dev.docket.priority.TrainedModel;
import dev.docket.priority.label.PriorityModel;
import dev.docket.priority.reference.ReferenceSnapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;

/** Reads a model of any kind. */
public final class ModelLoader {
    private ModelLoader() {}

    /**
     * The model that the file {@code current} of a folder such as {@code models/priority} names.
     *
     * @throws ModelException if there is none, or it is damaged or does not fit this program
     */
    public static TrainedModel current(Path folder) {
        return load(ModelFolder.current(folder));
    }

    /**
     * The model of a version folder.
     *
     * @throws ModelException if it is missing, damaged or does not fit this program
     */
    public static TrainedModel load(Path folder) {
        return of(folder, ModelFolder.files(folder));
    }

    /** A model that estimates losses. @throws ModelException if it is missing, damaged or of another kind */
    public static LossModel loadLoss(Path folder) {
        return LossModel.of(folder, ModelFolder.files(folder));
    }

    /**
     * The model in bytes that were read before, so that what is used is what was hashed.
     *
     * @param folder where they were read; messages name it
     * @throws ModelException if one is missing, damaged or does not fit this program
     */
    public static TrainedModel of(Path folder, SortedMap<String, byte[]> files) {
        return isLoss(files) ? LossModel.of(folder, files) : PriorityModel.of(folder, files);
    }

    private static boolean isLoss(SortedMap<String, byte[]> files) {
        try {
            byte[] document = files.get(ModelFolder.DOCUMENT);
            return document != null
                    && LossDocument.KIND.equals(
                            new ObjectMapper().readTree(document).path("kind").asText());
        } catch (IOException damaged) {
            return files.containsKey(ReferenceSnapshot.FILE) && files.containsKey(ModelManifest.FILE);
        }
    }
}
