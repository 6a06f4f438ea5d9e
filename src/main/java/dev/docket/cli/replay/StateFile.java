package dev.docket.cli.replay;

import dev.docket.json.JsonWriter;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import dev.docket.service.replay.ReplayException;
import dev.docket.service.replay.ReplayState;
import dev.docket.storage.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Saves a replay's progress. The file is replaced atomically, so it always holds a complete state. */
public final class StateFile {
    private final Path file;

    public StateFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    /**
     * The saved state, if the file exists.
     *
     * @throws ReplayException if the file is not a saved state
     */
    public Optional<ReplayState> read() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        return switch (new RecordReader().json(ReplayState.class, Files.readAllBytes(file))) {
            case Reading.Valid<ReplayState> valid -> Optional.of(valid.value());
            case Reading.Invalid<ReplayState> invalid ->
                throw new ReplayException(
                        "%s is not a saved replay: %s%nName another file, or delete this one to start over."
                                .formatted(file, invalid.problems().getFirst()));
        };
    }

    public void write(ReplayState state) throws IOException {
        DurableFiles.write(file, new JsonWriter().value(state).bytes());
    }
}
