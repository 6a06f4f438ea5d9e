package dev.docket.rules.compile;

import dev.docket.digest.Digest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import org.drools.model.Model;
import org.jspecify.annotations.Nullable;

/** The code that compiles rules, and that they are compiled against. */
public final class Build {
    private Build() {}

    /** Names it: other code, another name. Nothing while it runs from class files, which change. */
    public static Optional<String> name() {
        return archive(Build.class).flatMap(docket -> archive(Model.class).flatMap(drools -> name(docket, drools)));
    }

    private static Optional<String> name(Path docket, Path drools) {
        try {
            return Optional.of("%s %s %s"
                    .formatted(
                            Digest.over(Files.readAllBytes(docket)),
                            drools.getFileName(),
                            System.getProperty("java.specification.version")));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<Path> archive(Class<?> type) {
        @Nullable CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return Optional.empty();
        }
        Path path = Path.of(URI.create(source.getLocation().toString()));
        return Files.isRegularFile(path) ? Optional.of(path) : Optional.empty();
    }
}
