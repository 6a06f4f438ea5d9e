package dev.docket.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code docs/operations/monitoring.md} lists exactly the metrics of our own that a service has, and what asks for metrics asks for those. */
@QuarkusTest
@Tag("service")
class MetricsDocumentTest {
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(docket_\\w+)` \\| (counter|gauge|histogram)\\b[^|]*\\|([^|]*)\\|");
    private static final Path ALERTS = Path.of("deploy/prometheus/alerts.yaml");
    private static final Pattern SELECTOR =
            Pattern.compile("\\b((?:docket|http|jvm|process)_\\w+|up\\b)(?:\\{([^}]*)})?");

    /** Of {@code by}, {@code on}, {@code ignoring} and the like. */
    private static final Pattern GROUPED =
            Pattern.compile("\\b(?:by|without|on|ignoring|group_left|group_right) ?\\(([^)]+)\\)");

    /** Prometheus adds them. */
    private static final Set<String> SCRAPED = Set.of("job", "instance", "le");

    private static final Pattern CODE = Pattern.compile("`(\\w+)`");

    /** The small bundle of this test has no model whose training is known, and the service no webhook and no topic. */
    private static final Set<String> ELSEWHERE = Set.of(
            "docket_model_drift",
            "docket_webhook_sent_total",
            "docket_webhook_failed_total",
            "docket_webhook_dead_total",
            "docket_webhook_dead_events",
            "docket_webhook_lag_records",
            "docket_webhook_oldest_seconds",
            "docket_webhook_failing",
            "docket_stream_records_total",
            "docket_stream_lag_records",
            "docket_stream_paused",
            "docket_topic_failing",
            "docket_topic_lag_records",
            "docket_topic_published_total");

    private record Described(String kind, Set<String> labels) {}

    @Test
    void every_metric_is_described_and_every_described_one_exists() throws IOException {
        given().contentType(ContentType.JSON)
                .body(Files.readString(Path.of("api-spec/examples/order-held.json")))
                .post("/v1/decisions");
        Metrics metrics = Metrics.now();
        Map<String, Described> found = new TreeMap<>();
        metrics.kinds().forEach((name, kind) -> {
            // Each histogram also has a gauge of its greatest value.
            boolean isGreatest = name.endsWith("_max") && metrics.kinds().containsKey(name.replace("_max", ""));
            if (name.startsWith("docket_") && !isGreatest) {
                found.put(name, new Described(kind, metrics.labels(name)));
            }
        });

        // For promtool, which looks at the metrics of a real run (deploy/prometheus/check).
        Files.writeString(Path.of("target/metrics.txt"), metrics.text());
        Map<String, Described> described = described();
        ELSEWHERE.forEach(name -> assertThat(described.remove(name)).isNotNull());
        assertThat(found).hasSizeGreaterThan(20).isEqualTo(described);
    }

    @Test
    void alerts_and_dashboard_ask_for_metrics_and_labels_that_exist() throws IOException {
        given().contentType(ContentType.JSON)
                .body(Files.readString(Path.of("api-spec/examples/order-held.json")))
                .post("/v1/decisions");
        Metrics metrics = Metrics.now();
        List<String> queries = queries();
        assertThat(queries).hasSizeGreaterThan(40);
        Map<String, Described> described = described();

        for (String query : queries) {
            Set<String> known = new TreeSet<>(SCRAPED);
            List<String> asked = new ArrayList<>();
            Matcher selector = SELECTOR.matcher(query);
            while (selector.find()) {
                String name = selector.group(1).replaceFirst("_(bucket|count|sum)$", "");
                asked.add(name);
                if (name.equals("up")) {
                    continue;
                }
                if (ELSEWHERE.contains(name)) {
                    known.addAll(Objects.requireNonNull(described.get(name)).labels());
                    continue;
                }
                Set<String> labels = metrics.labels(name);
                assertThat(metrics.kinds()).as(query).containsKey(name);
                labels.addAll(SCRAPED);
                assertThat(labels).as(query).containsAll(names(selector.group(2)));
                known.addAll(labels);
            }
            assertThat(asked).as(query).isNotEmpty();
            GROUPED.matcher(query)
                    .results()
                    .flatMap(by -> Stream.of(by.group(1).split(",\\s*")))
                    .forEach(label -> assertThat(known).as(query).contains(label));
        }
    }

    @Test
    void each_alert_has_its_entry_in_the_runbook_and_is_tested_to_fire() throws IOException {
        String tests = Files.readString(ALERTS.resolveSibling("alerts.test.yaml"));
        List<String> headings = Pattern.compile("(?m)^## (\\w+)$")
                .matcher(Files.readString(Path.of("docs/operations/alerts.md")))
                .results()
                .map(heading -> heading.group(1))
                .toList();
        List<String> alerts = new ArrayList<>();
        for (JsonNode rule : rules()) {
            String alert = rule.path("alert").asText();
            alerts.add(alert);
            assertThat(rule.path("annotations").path("runbook").asText())
                    .isEqualTo("docs/operations/alerts.md#" + alert.toLowerCase(Locale.ROOT));
            assertThat(tests).containsPattern("alertname: " + alert + "\\n\\s+eval_time: \\w+\\n\\s+exp_alerts:\\n");
            assertThat(tests).contains("{alertname: " + alert + ", eval_time: 590m}");
        }
        assertThat(headings).isEqualTo(alerts).hasSizeGreaterThan(10);
    }

    private static List<String> queries() throws IOException {
        List<String> queries = new ArrayList<>();
        rules().forEach(rule -> queries.add(rule.path("expr").asText()));
        JsonNode dashboard = new ObjectMapper()
                .readTree(Path.of("deploy/grafana/docket.json").toFile());
        dashboard.findValues("expr").forEach(query -> queries.add(query.asText()));
        // What a dashboard's variable may be: label_values(metric, label).
        dashboard.at("/templating/list").findValues("query").stream()
                .filter(JsonNode::isObject)
                .forEach(variable -> queries.add(variable.path("query")
                        .asText()
                        .replaceFirst("^label_values\\((\\w+), (\\w+)\\)$", "count by ($2) ($1)")));
        return queries;
    }

    private static JsonNode rules() throws IOException {
        return new YAMLMapper().readTree(ALERTS.toFile()).path("groups").path(0).path("rules");
    }

    private static Set<String> names(@Nullable String selector) {
        return Pattern.compile("(\\w+)(?:=|!=|=~|!~)\"")
                .matcher(String.valueOf(selector))
                .results()
                .map(name -> name.group(1))
                .collect(Collectors.toSet());
    }

    private static Map<String, Described> described() throws IOException {
        Map<String, Described> rows = new TreeMap<>();
        for (MatchResult row : ROW.matcher(Files.readString(Path.of("docs/operations/monitoring.md")))
                .results()
                .toList()) {
            Set<String> labels = new TreeSet<>();
            CODE.matcher(row.group(3)).results().forEach(label -> labels.add(label.group(1)));
            rows.put(row.group(1), new Described(row.group(2), labels));
        }
        return rows;
    }
}
