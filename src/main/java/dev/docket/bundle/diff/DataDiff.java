package dev.docket.bundle.diff;

import com.fasterxml.jackson.databind.JsonNode;
import dev.docket.yaml.YamlFile;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Compares a data file of the policy value by value, such as the rates and the calendars. */
record DataDiff(Changes changes, PolicyChange.Kind kind, String file) {
    void compare(byte @Nullable [] before, byte @Nullable [] after) {
        Changes.sides(
                byPlace(before),
                byPlace(after),
                (place, old) ->
                        changes.removed(kind, file, place, old, "%s: %s is no longer %s".formatted(file, place, old)),
                (place, young) ->
                        changes.added(kind, file, place, young, "%s: %s is now %s".formatted(file, place, young)),
                (place, old, young) -> {
                    if (!old.equals(young)) {
                        changes.changed(
                                kind, file, place, old, young, "%s: %s: %s → %s".formatted(file, place, old, young));
                    }
                });
    }

    private SortedMap<String, String> byPlace(byte @Nullable [] text) {
        SortedMap<String, String> byPlace = new TreeMap<>();
        if (text != null) {
            YamlFile.read(new String(text, StandardCharsets.UTF_8), (line, kind, message) -> {
                        throw new IllegalStateException(String.format(
                                Locale.ROOT, "line %d of %s of a loaded bundle: %s", line, file, message));
                    })
                    .forEach((name, node) -> collect(name, node.tree(), byPlace));
        }
        return byPlace;
    }

    private static void collect(String place, JsonNode node, SortedMap<String, String> byPlace) {
        if (node.isObject()) {
            node.properties().forEach(field -> collect(place + " " + field.getKey(), field.getValue(), byPlace));
        } else if (node.isArray()) {
            node.forEach(element -> byPlace.put(place + " " + named(element), text(element)));
        } else {
            byPlace.put(place, text(node));
        }
    }

    /** What a list element is known by, so that another order is no change. */
    private static String named(JsonNode element) {
        return element.path("name").asText(text(element));
    }

    private static String text(JsonNode node) {
        return node.isValueNode() ? node.asText() : node.toString();
    }
}
