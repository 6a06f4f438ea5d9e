package dev.docket.app;

import dev.docket.app.config.Configuration;
import dev.docket.stream.StreamSettings;
import java.nio.file.Path;
import java.util.List;

/** Where the configuration says that orders come from, for commands that need no service. */
final class StreamPlace {
    private StreamPlace() {}

    /** @throws StreamWiring.UnusableStreamException with everything that is wrong */
    static StreamSettings configured() {
        Configuration configuration = Configuration.read();
        if (!configuration.problems().isEmpty()) {
            throw new StreamWiring.UnusableStreamException(configuration.problems());
        }
        return StreamWiring.of(
                configuration
                        .value("docket.stream.in")
                        .map(text -> List.of(text.split(",")))
                        .orElse(List.of()),
                configuration.value("docket.stream.servers").orElse(""),
                configuration.value("docket.stream.group").orElse(""),
                configuration.value("docket.stream.dead-letters").orElse(""),
                true,
                configuration.value("docket.stream.properties").map(Path::of),
                0);
    }
}
