package dev.docket.bundle.diff;

import com.fasterxml.jackson.databind.JsonNode;
import dev.docket.yaml.YamlFile;
import dev.docket.yaml.YamlNode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares the rates by which amounts are converted, currency by currency and day by day. */
record RateDiff(Changes changes) {
    void compare(byte @Nullable [] before, byte @Nullable [] after) {
        Map<String, String> old = byAspect(before);
        Map<String, String> young = byAspect(after);
        TreeSet<String> aspects = new TreeSet<>(old.keySet());
        aspects.addAll(young.keySet());
        for (String aspect : aspects) {
            changes.aspect(
                    PolicyChange.Kind.RATE_CHANGED,
                    "rates",
                    "rates.yaml",
                    aspect,
                    old.getOrDefault(aspect, "nothing"),
                    young.getOrDefault(aspect, "nothing"));
        }
    }

    private static Map<String, String> byAspect(byte @Nullable [] text) {
        Map<String, String> byAspect = new TreeMap<>();
        if (text != null) {
            YamlFile.read(new String(text, StandardCharsets.UTF_8), (line, kind, message) -> {
                        throw new IllegalStateException(String.format(
                                Locale.ROOT, "line %d of the rates of a loaded bundle: %s", line, message));
                    })
                    .forEach((name, node) -> collect(name, node, byAspect));
        }
        return byAspect;
    }

    private static void collect(String name, YamlNode node, Map<String, String> byAspect) {
        JsonNode tree = node.tree();
        if (!tree.isObject()) {
            byAspect.put(name, tree.asText());
            return;
        }
        tree.properties().forEach(day -> day.getValue()
                .properties()
                .forEach(rate -> byAspect.put(
                        rate.getKey() + " from " + day.getKey(), rate.getValue().asText())));
    }
}
