package dev.docket.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docket.fixture.MaskingKeys;
import dev.docket.fixture.ServiceProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is configured as masked, from outside: the packaged service, its folder and its log. */
class MaskedServiceIT {
    private static final String ORDER = """
            {"requestId":"r-1","checkpoint":"ENTRY",
             "order":{"orderId":"SO-1","currency":"USD","createdAt":"2026-03-02T09:00:00Z","netAmount":100,
              "lines":[{"lineId":"1","itemId":"a","orderedQty":10,"unitPrice":10}]},
             "customer":{"customerId":"C-SECRET"}, "shipTo":{"name":"Ada Lovelace","country":"US"}}""";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @Test
    void a_masked_value_is_in_no_file_and_a_replay_says_masked() throws Exception {
        Path data = folder.resolve("data");
        try (ServiceProcess service = start(data, "$.shipTo.name,$.customer.customerId")) {
            JsonNode decided = post(service.uri().resolve("/v1/decisions"), ORDER);
            String id = decided.path("decisionId").asText();

            assertThat(decided.at("/record/masked")).hasToString("[\"customer.customerId\",\"shipTo.name\"]");
            assertThat(post(service.uri().resolve("/v1/decisions/" + id + "/replay"), "{}")
                            .path("verdict")
                            .asText())
                    .isEqualTo("MASKED");
        }
        assertThat(everything(data)).contains("SO-1").doesNotContain("Lovelace", "C-SECRET");
        assertThat(Files.readString(folder.resolve("data.log")))
                .contains("masked in records: shipTo.name, customer.customerId with key ")
                .doesNotContain("Lovelace", "C-SECRET");
    }

    @Test
    void a_path_that_cannot_be_masked_stops_the_start() {
        assertThatThrownBy(() -> start(folder.resolve("data"), "$.shipTo.nam"))
                .hasMessageContaining("shipTo.nam: ShipTo has no field 'nam'; it has partyId, name");
    }

    private ServiceProcess start(Path data, String mask) throws IOException, InterruptedException {
        return ServiceProcess.start(
                data, "-Ddocket.privacy.mask=" + mask, "-Ddocket.privacy.key-file=" + MaskingKeys.file(folder, 3));
    }

    private JsonNode post(URI uri, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return new ObjectMapper()
                .readTree(client.send(request, BodyHandlers.ofByteArray()).body());
    }

    private static String everything(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            var text = new StringBuilder();
            for (Path file : all) {
                text.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
            return text.toString();
        }
    }
}
