package dev.docket.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
     */
    record Panel(String type, String title, String unit, Place place, List<Target> targets) {}

    record Place(int x, int y, int w, int h) {}

    record Target(String query, String legend) {
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
                            target.path("legendFormat").asText())));
            panels.add(new Panel(
                    panel.path("type").asText(),
                    panel.path("title").asText(),
                    panel.at("/fieldConfig/defaults/unit").asText(),
                    new Place(
                            place.path("x").asInt(),
                            place.path("y").asInt(),
                            place.path("w").asInt(),
                            place.path("h").asInt()),
                    targets));
        }
        return new Dashboard(file.path("title").asText(), panels);
    }
}
