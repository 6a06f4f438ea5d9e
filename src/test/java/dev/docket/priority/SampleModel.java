package dev.docket.priority;

import dev.docket.training.Train;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/** A model trained from the generated sample, once for all tests: such orders are within its range. */
final class SampleModel {
    private static final Path FOLDER = train();

    private SampleModel() {}

    static Path folder() {
        return FOLDER;
    }

    static PriorityModel model() {
        return PriorityModel.load(FOLDER);
    }

    private static Path train() {
        try {
            Path folder = Files.createTempDirectory(Path.of("target"), "sample-model");
            String config = Files.readString(Path.of("training/sample.yaml"))
                    .replace("../target/models/sample", ".")
                    .replace(
                            "sample.ndjson",
                            Path.of("training/sample.ndjson").toAbsolutePath().toString());
            Path file = Files.writeString(folder.resolve("sample.yaml"), config);
            new Train(line -> {}, Clock.systemUTC()).train(file);
            return folder.resolve("sample");
        } catch (IOException unwritable) {
            throw new IllegalStateException("the sample model cannot be trained", unwritable);
        }
    }
}
