package dev.docket.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@Tag("service")
class DecisionMetricsTest {
    private static final int RECORDED = 7;
    private static final int DUPLICATE = 5;
    private static final int CONFLICT = 4;
    private static final int REFUSED = 3;
    private static final int DRY = 2;
    private static final int UNAVAILABLE = 300;

    private final String run = UUID.randomUUID().toString();

    @SuppressWarnings("NullAway.Init") // set before each test
    private String held;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Metrics before;

    @BeforeEach
    void look() throws IOException {
        held = Files.readString(Path.of("api-spec/examples/order-held.json"));
        before = Metrics.now();
    }

    @AfterEach
    void mend() {
        TestWiring.JOURNAL.breakDown(false);
    }

    @Test
    void each_order_is_counted_once_by_what_became_of_it_and_an_outage_counts_nothing_as_recorded() {
        for (int i = 0; i < RECORDED; i++) {
            send(201, "/v1/decisions", order(i));
        }
        for (int i = 0; i < DUPLICATE; i++) {
            send(200, "/v1/decisions", order(0));
        }
        for (int i = 0; i < CONFLICT; i++) {
            send(409, "/v1/decisions", order(0).replace("2400", "2401"));
        }
        for (int i = 0; i < REFUSED; i++) {
            send(400, "/v1/decisions", "{}");
        }
        for (int i = 0; i < DRY; i++) {
            send(200, "/v1/decisions/dry-run", order(0));
        }
        TestWiring.JOURNAL.breakDown(true);
        send(200, "/v1/decisions/batch", lines(UNAVAILABLE));

        assertThat(more("docket_decisions_total", "outcome=\"RECORDED\"")).isEqualTo(RECORDED);
        assertThat(more("docket_decisions_total", "outcome=\"DUPLICATE\"")).isEqualTo(DUPLICATE);
        assertThat(more("docket_decisions_total", "outcome=\"CONFLICT\"")).isEqualTo(CONFLICT);
        assertThat(more("docket_decisions_total", "outcome=\"REFUSED\"", "disposition=\"NONE\""))
                .isEqualTo(REFUSED);
        assertThat(more("docket_decisions_total", "outcome=\"DRY_RUN\"")).isEqualTo(DRY);
        assertThat(more("docket_decisions_total", "outcome=\"UNAVAILABLE\"", "disposition=\"HOLD\""))
                .isEqualTo(UNAVAILABLE);
        assertThat(more("docket_decisions_total"))
                .isEqualTo(RECORDED + DUPLICATE + CONFLICT + REFUSED + DRY + UNAVAILABLE);
        assertThat(more("docket_recorded_total")).isEqualTo(RECORDED);
        assertThat(more("docket_recorded_total", "checkpoint=\"RELEASE\"", "priority_source=\"RULES\""))
                .isEqualTo(RECORDED);
        assertThat(more("docket_queued_total", "queue=\"CREDIT\"", "disposition=\"HOLD\""))
                .isEqualTo(RECORDED);
        assertThat(more("docket_exceptions_total", "code=\"FIN-201\"")).isEqualTo(RECORDED);
        assertThat(more("docket_phase_seconds_count", "phase=\"READ\""))
                .isEqualTo(RECORDED + DUPLICATE + CONFLICT + REFUSED + DRY + UNAVAILABLE);
        assertThat(more("docket_phase_seconds_count", "phase=\"RECORD\""))
                .isEqualTo(RECORDED + DUPLICATE + CONFLICT + UNAVAILABLE);
    }

    private double more(String name, String... labels) {
        return Metrics.now().sum(name, labels) - before.sum(name, labels);
    }

    private static void send(int status, String path, String body) {
        String type = path.endsWith("batch") ? "application/x-ndjson; charset=UTF-8" : ContentType.JSON.toString();
        Response answer = Contract.outside().contentType(type).body(body).post(path);
        assertThat(answer.statusCode()).isEqualTo(status);
        // A batch is over when its last answer is read.
        assertThat(answer.asByteArray()).isNotEmpty();
    }

    private String lines(int count) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append(order(1_000 + i).replaceAll("\\s*\\R\\s*", " ")).append('\n');
        }
        return lines.toString();
    }

    private String order(int number) {
        return held.replaceFirst("\"requestId\"\\s*:\\s*\"[^\"]*\"", "\"requestId\": \"" + run + "-" + number + "\"");
    }
}
