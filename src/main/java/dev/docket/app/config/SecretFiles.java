package dev.docket.app.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.ConfigSourceProvider;
import org.jspecify.annotations.Nullable;

/**
 * Reads settings from the files of a folder, each named like its setting, such as {@code docket.journal.password}: so a secret is in
 * no environment, which whoever looks at a process may see. Kubernetes, containers and systemd hand secrets over in this form.
 */
public final class SecretFiles implements ConfigSourceProvider {
    /** Names the folder; so does the variable {@code DOCKET_SECRETS}. */
    static final String LOCATION = "docket-secrets";

    /** Below the environment (300), above {@code docket.yaml}. */
    private static final int ORDINAL = 280;

    private static final long MOST_BYTES = 64_000;

    /** What the files say, by setting, and what is wrong with them. */
    record Content(Path folder, Map<String, String> settings, List<String> problems) {}

    @Override
    public Iterable<ConfigSource> getConfigSources(ClassLoader loader) {
        return read().filter(content -> !content.settings().isEmpty())
                .map(content -> List.<ConfigSource>of(new Source(content)))
                .orElse(List.of());
    }

    /** Empty if no folder is named. */
    static Optional<Content> read() {
        String named = System.getProperty(LOCATION, System.getenv("DOCKET_SECRETS"));
        if (named == null || named.isEmpty()) {
            return Optional.empty();
        }
        Path folder = Path.of(named);
        List<String> problems = new ArrayList<>();
        Map<String, String> settings = new TreeMap<>();
        try (var files = Files.list(folder)) {
            // Kubernetes keeps what it exchanges behind names with a dot.
            files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .forEach(file -> read(file, settings, problems));
        } catch (IOException unreadable) {
            problems.add("cannot read the folder of secrets %s. Does it exist, and may this user read it?"
                    .formatted(folder));
        }
        return Optional.of(new Content(folder, settings, List.copyOf(problems)));
    }

    private static void read(Path file, Map<String, String> settings, List<String> problems) {
        String name = file.getFileName().toString();
        if (!name.startsWith("docket.") && !name.startsWith("quarkus.")) {
            problems.add("%s is not named like a setting, such as docket.journal.password".formatted(file));
            return;
        }
        try {
            if (Files.size(file) > MOST_BYTES) {
                problems.add("%s is too large for a secret".formatted(file));
            } else {
                // Editors and shells end a file with a line break, which is not part of a secret.
                settings.put(name, Files.readString(file, UTF_8).replaceFirst("\\r?\\n\\z", ""));
            }
        } catch (CharacterCodingException binary) {
            problems.add("%s is not text in UTF-8".formatted(file));
        } catch (IOException unreadable) {
            problems.add("cannot read %s. May this user read it?".formatted(file));
        }
    }

    private record Source(Content content) implements ConfigSource {
        @Override
        public Set<String> getPropertyNames() {
            return content.settings().keySet();
        }

        @Override
        public @Nullable String getValue(String name) {
            return content.settings().get(name);
        }

        @Override
        public String getName() {
            return content.folder().toString();
        }

        @Override
        public int getOrdinal() {
            return ORDINAL;
        }
    }
}
