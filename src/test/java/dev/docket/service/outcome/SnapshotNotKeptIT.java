package dev.docket.service.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.bundle.store.SnapshotStore;
import dev.docket.fixture.ServiceProcess;
import dev.docket.sample.PastOrder;
import dev.docket.sample.SampleBusiness;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service over a data folder that has lost what it held for usual. */
class SnapshotNotKeptIT {
    private static final List<PastOrder> ORDERS =
            SampleBusiness.orders(9).limit(260).toList();

    @TempDir
    Path folder = Path.of(".");

    @Test
    void an_order_decided_with_a_snapshot_that_is_not_kept_is_not_decided_again() throws Exception {
        Path data = folder.resolve("data");
        String before;
        String after;
        try (UsualOrders service = new UsualOrders(data)) {
            service.decide(ORDERS.subList(0, 250));
            before = service.id(ORDERS.getFirst()).text();
            Instant later = ORDERS.get(249).snapshot().now().plus(Duration.ofHours(2));
            assertThat(service.renewal.renew(later)).isInstanceOf(RenewSnapshot.Result.Renewed.class);
            service.decide(ORDERS.subList(250, 260));
            after = service.id(ORDERS.getLast()).text();
        }
        try (var snapshots = Files.list(SnapshotStore.in(data))) {
            for (Path one : snapshots.toList()) {
                Files.delete(one);
            }
        }
        try (ServiceProcess service = ServiceProcess.start(data);
                HttpClient client = HttpClient.newHttpClient()) {
            URI decisions = service.uri().resolve("/v1/decisions/");
            assertThat(client.send(replay(decisions, before), HttpResponse.BodyHandlers.ofString()))
                    .as("with the snapshot that the model came with")
                    .returns(200, HttpResponse::statusCode);
            for (HttpRequest request : List.of(
                    replay(decisions, after),
                    HttpRequest.newBuilder(decisions.resolve(after + "?trace=full"))
                            .build())) {
                HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).isEqualTo(409);
                assertThat(answer.body()).contains("\"code\":\"snapshot-not-kept\"");
            }
        }
    }

    private static HttpRequest replay(URI decisions, String id) {
        return HttpRequest.newBuilder(decisions.resolve(id + "/replay"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
    }
}
