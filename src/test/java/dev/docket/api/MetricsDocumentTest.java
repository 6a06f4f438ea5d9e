package dev.docket.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/operations/monitoring.md} lists exactly the metrics of our own that a service has, with their kinds and labels. */
@QuarkusTest
class MetricsDocumentTest {
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(docket_\\w+)` \\| (counter|gauge|histogram)\\b[^|]*\\|([^|]*)\\|");
    private static final Pattern CODE = Pattern.compile("`(\\w+)`");

    /** The small bundle of this test has no model whose training is known. */
    private static final Set<String> ELSEWHERE = Set.of("docket_model_drift");

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

        Map<String, Described> described = described();
        ELSEWHERE.forEach(name -> assertThat(described.remove(name)).isNotNull());
        assertThat(found).hasSizeGreaterThan(7).isEqualTo(described);
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
