package dev.docket.app.config;

import dev.docket.yaml.YamlFile;
import dev.docket.yaml.YamlNode;
import dev.docket.yaml.YamlProblems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.ConfigSourceProvider;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code docket.yaml}: the file that {@code --config} or {@code DOCKET_CONFIG} names, or the one beside the launcher. The
 * environment and system properties override it.
 */
public final class YamlSettings implements ConfigSourceProvider {
    /** Names the file; {@code ./docket serve --config} sets it. Not below {@code docket.}, where Quarkus would look for a setting. */
    public static final String LOCATION = "docket-config";

    private static final String DEFAULT_NAME = "docket.yaml";
    /** Below the environment (300), above the defaults in the archive (250). */
    private static final int ORDINAL = 275;
    /** Nobody configures by megabytes; whoever names the wrong file should learn that at once. */
    private static final long MOST_BYTES = 1_000_000;

    /** What a file says: its settings by name, and what is wrong with it. */
    record Content(String file, Map<String, String> settings, List<String> problems) {}

    @Override
    public Iterable<ConfigSource> getConfigSources(ClassLoader loader) {
        Content content = read();
        return content.settings().isEmpty() ? List.of() : List.of(new Source(content));
    }

    /** Empty if there is no file and none was named. */
    static Content read() {
        String named = System.getProperty(LOCATION, System.getenv("DOCKET_CONFIG"));
        Path file = named == null
                ? Path.of(System.getenv().getOrDefault("DOCKET_HOME", "."), DEFAULT_NAME)
                : Path.of(named);
        if (named == null && !Files.exists(file)) {
            return new Content(file.toString(), Map.of(), List.of());
        }
        List<String> problems = new ArrayList<>();
        Map<String, String> settings = new TreeMap<>();
        YamlProblems found = (line, kind, message) ->
                problems.add(String.format(Locale.ROOT, "%s line %d: %s", file, line, message));
        try {
            if (Files.size(file) > MOST_BYTES) {
                problems.add("%s is too large for a configuration".formatted(file));
            } else {
                YamlFile.read(Files.readString(file), found).forEach((name, value) -> flatten(name, value, settings));
            }
        } catch (IOException unreadable) {
            problems.add("cannot read the configuration %s. Does it exist, and may this user read it?".formatted(file));
        }
        return new Content(file.toString(), settings, List.copyOf(problems));
    }

    private static void flatten(String name, YamlNode value, Map<String, String> settings) {
        if (value.isMap()) {
            value.map().forEach((part, inner) -> flatten(name + "." + part, inner, settings));
        } else if (value.isList()) {
            settings.put(
                    name,
                    String.join(
                            ",",
                            value.texts().stream()
                                    .map(text -> text.replace(",", "\\,"))
                                    .toList()));
        } else {
            settings.put(name, value.text());
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
            return content.file();
        }

        @Override
        public int getOrdinal() {
            return ORDINAL;
        }
    }
}
