package dev.docket.priority.label;

import java.nio.file.Path;

/**
 * A model trained from the generated sample: such orders are within its range. The offline build's tests train it again
 * and compare.
 */
public final class SampleModel {
    private static final Path FOLDER = Path.of("src/test/resources/sample-model");

    private SampleModel() {}

    static Path folder() {
        return FOLDER;
    }

    public static PriorityModel model() {
        return PriorityModel.load(FOLDER);
    }
}
