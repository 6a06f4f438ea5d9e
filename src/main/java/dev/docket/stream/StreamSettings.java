package dev.docket.stream;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * Where orders come from, and where those go that cannot be decided.
 *
 * @param servers as {@code bootstrap.servers} has it
 * @param topics where orders come from; none if this is off
 * @param group the group of consumers that share them
 * @param deadLetters the topic of records that cannot be decided
 * @param fromBeginning whether a group that is new begins with the first record there is
 * @param security a file of properties for clients of Kafka; never shown, because it has secrets
 * @param mostBytes how large a record may be
 */
public record StreamSettings(
        String servers,
        List<InTopic> topics,
        String group,
        String deadLetters,
        boolean fromBeginning,
        Optional<Path> security,
        int mostBytes) {
    public StreamSettings {
        topics = List.copyOf(topics);
    }

    public boolean isOn() {
        return !topics.isEmpty();
    }

    /** What must be put right before anything can be consumed, one sentence each. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (!isOn()) {
            return problems;
        }
        if (servers.isBlank()) {
            problems.add("docket.stream.servers is missing: say where Kafka is, such as kafka1:9092,kafka2:9092");
        }
        if (!InTopic.isName(deadLetters)) {
            problems.add("docket.stream.dead-letters: '%s' is no topic".formatted(deadLetters));
        }
        Set<String> names = new HashSet<>();
        for (InTopic topic : topics) {
            if (!names.add(topic.name())) {
                problems.add("docket.stream.in has the topic '%s' twice".formatted(topic.name()));
            }
            if (topic.name().equals(deadLetters)) {
                problems.add("docket.stream.in has the topic of dead letters, '%s': they would go round for ever"
                        .formatted(deadLetters));
            }
        }
        try {
            secrets();
        } catch (IOException | IllegalArgumentException unreadable) {
            // Without the cause: what it quotes may be secret.
            problems.add("docket.stream.properties: the file %s cannot be read"
                    .formatted(security.map(Path::toString).orElse("")));
        }
        return problems;
    }

    /** The settings of a client of Kafka: those of the file, and over them what must be as it is. */
    public Map<String, Object> client(Map<String, Object> fixed) throws IOException {
        Map<String, Object> all = new HashMap<>();
        Properties secrets = secrets();
        secrets.stringPropertyNames().forEach(name -> all.put(name, secrets.getProperty(name)));
        all.put("bootstrap.servers", servers);
        all.put("client.id", "docket-" + group);
        // Nobody asked for either.
        all.put("metric.reporters", "");
        all.put("enable.metrics.push", "false");
        all.putAll(fixed);
        return all;
    }

    private Properties secrets() throws IOException {
        Properties properties = new Properties();
        if (security.isPresent()) {
            try (Reader file = Files.newBufferedReader(security.get(), StandardCharsets.UTF_8)) {
                properties.load(file);
            }
        }
        return properties;
    }
}
