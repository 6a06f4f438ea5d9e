package dev.docket.api;

import static io.restassured.RestAssured.given;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the service's metrics say now.
 *
 * @param text as it was answered
 * @param samples values by name and labels, as they are written
 * @param kinds of the metrics (counter, gauge, histogram, summary), by name
 */
public record Metrics(String text, Map<String, Double> samples, Map<String, String> kinds) {
    private static final Pattern LABEL = Pattern.compile("[{,](\\w+)=\"");

    /** Asks the service. */
    static Metrics now() {
        return parse(given().accept("text/plain").get("/q/metrics").asString());
    }

    /** Reads the Prometheus text format. */
    public static Metrics parse(String text) {
        Map<String, Double> samples = new TreeMap<>();
        Map<String, String> kinds = new TreeMap<>();
        text.lines().filter(line -> !line.isBlank()).forEach(line -> {
            if (line.startsWith("# TYPE ")) {
                String[] words = line.split(" ", -1);
                kinds.put(words[2], words[3]);
            } else if (!line.startsWith("#")) {
                int blank = line.lastIndexOf(' ');
                samples.put(line.substring(0, blank), Double.valueOf(line.substring(blank + 1)));
            }
        });
        return new Metrics(text, samples, kinds);
    }

    /** The sum of all samples of a name that have these labels, such as {@code outcome="RECORDED"}. */
    double sum(String name, String... labels) {
        return samples.entrySet().stream()
                .filter(sample -> sample.getKey().startsWith(name + "{")
                        || sample.getKey().equals(name))
                .filter(sample -> Set.of(labels).stream()
                        .allMatch(label -> sample.getKey().contains(label)))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    /** The labels of a metric, without those of its buckets. */
    public Set<String> labels(String name) {
        Set<String> labels = new TreeSet<>();
        for (String sample : samples.keySet()) {
            if (sample.matches(Pattern.quote(name) + "(_bucket|_count|_sum|_max)?(\\{.*)?")) {
                Matcher label = LABEL.matcher(sample);
                while (label.find()) {
                    labels.add(label.group(1));
                }
            }
        }
        labels.remove("le");
        return labels;
    }
}
