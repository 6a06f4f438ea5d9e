package dev.docket.service.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.docket.bundle.BundleContent;
import dev.docket.bundle.BundleException;
import dev.docket.bundle.BundleSource;
import dev.docket.bundle.store.BundleStore;
import dev.docket.digest.Digest;
import dev.docket.yaml.YamlFile;
import dev.docket.yaml.YamlMistakes;
import dev.docket.yaml.YamlNode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What the files of a kept bundle say beside its rules. Reads the files of a bundle once. Thread-safe. */
public final class PolicyFiles {
    private static final String PARAMETERS = "parameters.yaml";

    private final BundleStore store;
    private volatile @Nullable Contents last;

    public PolicyFiles(BundleStore store) {
        this.store = store;
    }

    /**
     * A number or list of the policy.
     *
     * @param value as written; what it is for each kind of order, if it differs
     * @param range within which it may be changed; empty if there is none
     */
    public record Parameter(String name, String says, String unit, String owner, String value, String range) {}

    /**
     * A case that speaks of a rule.
     *
     * @param fires whether the rule must fire in it; otherwise it must not
     * @param file and line where it stands
     */
    public record Example(String name, String says, boolean fires, String file) {}

    /** @param examples by rule */
    public record Contents(
            Digest bundle, SortedMap<String, Parameter> parameters, SortedMap<String, List<Example>> examples) {
        /** Where warehouses are that name no time zone; UTC if the policy does not say. */
        public ZoneId timeZone() {
            Parameter zone = parameters.get("business-time-zone");
            try {
                return zone == null ? ZoneOffset.UTC : ZoneId.of(zone.value());
            } catch (DateTimeException none) {
                return ZoneOffset.UTC;
            }
        }
    }

    /** What a bundle's files say; nothing of a bundle that is not kept, or cannot be read. */
    public Contents of(Digest bundle) {
        Contents known = last;
        if (known == null || !known.bundle().equals(bundle)) {
            known = read(bundle);
            last = known;
        }
        return known;
    }

    private Contents read(Digest bundle) {
        try {
            return store.read(bundle)
                    .map(BundleSource::content)
                    .map(content -> contents(bundle, content))
                    .orElseGet(() -> new Contents(bundle, new TreeMap<>(), new TreeMap<>()));
        } catch (BundleException changed) {
            return new Contents(bundle, new TreeMap<>(), new TreeMap<>());
        }
    }

    private static Contents contents(Digest bundle, BundleContent content) {
        SortedMap<String, Parameter> parameters = new TreeMap<>();
        SortedMap<String, List<Example>> examples = new TreeMap<>();
        byte[] numbers = content.rules().get(PARAMETERS);
        if (numbers != null) {
            top(numbers).forEach((name, node) -> parameters.put(name, parameter(name, node)));
        }
        content.cases().files().forEach((file, bytes) -> {
            YamlNode cases = top(bytes).get("cases");
            if (cases != null && cases.isList()) {
                cases.list().forEach(one -> add(examples, file, one));
            }
        });
        return new Contents(
                bundle, Collections.unmodifiableSortedMap(parameters), Collections.unmodifiableSortedMap(examples));
    }

    // The bundle was loaded from these bytes, so they have no mistakes that matter here.
    private static SortedMap<String, YamlNode> top(byte[] file) {
        return new TreeMap<>(YamlFile.read(new String(file, StandardCharsets.UTF_8), new YamlMistakes()));
    }

    private static Parameter parameter(String name, YamlNode node) {
        JsonNode said = node.tree();
        JsonNode value = said.has("value") ? said.path("value") : said.path("values");
        return new Parameter(
                name,
                said.path("says").asText(),
                said.path("unit").asText(),
                said.path("owner").asText(),
                text(value),
                said.path("range").isArray()
                        ? said.path("range").path(0).asText() + " – "
                                + said.path("range").path(1).asText()
                        : "");
    }

    private static String text(JsonNode value) {
        if (value.isObject()) {
            return value.properties().stream()
                    .map(one -> one.getKey() + " " + text(one.getValue()))
                    .collect(Collectors.joining(", "));
        }
        return value.isArray()
                ? StreamSupport.stream(value.spliterator(), false)
                        .map(PolicyFiles::text)
                        .collect(Collectors.joining(", "))
                : value.asText();
    }

    private static void add(SortedMap<String, List<Example>> examples, String file, YamlNode example) {
        JsonNode said = example.tree();
        for (String kind : List.of("fired", "notFired")) {
            said.path("expect").path(kind).forEach(rule -> examples.computeIfAbsent(
                            // A rule that looks at lines may be named with the line.
                            rule.asText().replaceFirst("@.*$", ""), none -> new ArrayList<>())
                    .add(new Example(
                            said.path("name").asText(),
                            said.path("says").asText(),
                            kind.equals("fired"),
                            file + ":" + example.line())));
        }
    }
}
