package dev.docket.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What a dashboard of Grafana says: its panels, where each stands in a grid of 24 columns, and what each asks. */
record Dashboard(String title, List<Panel> panels) {
    static final Path FILE = Path.of("deploy", "grafana", "docket.json");
    private static final Pattern LABEL = Pattern.compile("\\{\\{(\\w+)}}");

    /**
     * A panel.
     *
     * @param type {@code row}, {@code stat} or {@code timeseries}
     * @param unit as Grafana names it
     * @param units of lines that have another one, by name
     * @param words what is shown in place of some values
     * @param isNameOnly whether the name is all that is shown
     */
    record Panel(
            String type,
            String title,
            String unit,
            Map<String, String> units,
            Map<String, String> words,
            boolean isNameOnly,
            Place place,
            List<Target> targets) {
        /** A value as it is shown. */
        String inWords(String line, double value) {
            String word = value == Math.rint(value) ? words.get(Long.toString((long) value)) : null;
            return word == null ? DashboardPicture.inUnit(units.getOrDefault(line, unit), value) : word;
        }
    }

    record Place(int x, int y, int w, int h) {}

    /** @param isInstant whether it asks about now only */
    record Target(String query, String legend, boolean isInstant) {
        /** The query for all services, as Grafana would send it where it scrapes every second. */
        String asked() {
            return query.replace("$instance", ".*").replace("$__rate_interval", "15s");
        }

        /** What a line is called in the legend. */
        String name(Map<String, String> labels) {
            return LABEL.matcher(legend).replaceAll(label -> labels.getOrDefault(label.group(1), ""));
        }
    }

    static Dashboard read() throws IOException {
        JsonNode file = new ObjectMapper().readTree(FILE.toFile());
        List<Panel> panels = new ArrayList<>();
        for (JsonNode panel : file.path("panels")) {
            JsonNode place = panel.path("gridPos");
            List<Target> targets = new ArrayList<>();
            panel.path("targets")
                    .forEach(target -> targets.add(new Target(
                            target.path("expr").asText(),
                            target.path("legendFormat").asText(),
                            target.path("instant").asBoolean())));
            panels.add(new Panel(
                    panel.path("type").asText(),
                    panel.path("title").asText(),
                    panel.at("/fieldConfig/defaults/unit").asText(),
                    units(panel),
                    words(panel),
                    panel.at("/options/textMode").asText().equals("name"),
                    new Place(
                            place.path("x").asInt(),
                            place.path("y").asInt(),
                            place.path("w").asInt(),
                            place.path("h").asInt()),
                    targets));
        }
        return new Dashboard(file.path("title").asText(), panels);
    }

    private static Map<String, String> units(JsonNode panel) {
        Map<String, String> units = new TreeMap<>();
        for (JsonNode override : panel.at("/fieldConfig/overrides")) {
            override.path("properties")
                    .forEach(property -> units.put(
                            override.at("/matcher/options").asText(),
                            property.path("value").asText()));
        }
        return units;
    }

    private static Map<String, String> words(JsonNode panel) {
        Map<String, String> words = new TreeMap<>();
        panel.at("/fieldConfig/defaults/mappings/0/options")
                .properties()
                .forEach(word ->
                        words.put(word.getKey(), word.getValue().path("text").asText()));
        return words;
    }
}
