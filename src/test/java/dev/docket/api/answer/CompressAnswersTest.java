package dev.docket.api.answer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import dev.docket.fixture.LongOrder;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compressed answers, over HTTP. */
@QuarkusTest
@Tag("service")
@Timeout(120)
class CompressAnswersTest {
    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init") // the test framework fills it in
    URI service;

    private final HttpClient client = HttpClient.newHttpClient();

    @ParameterizedTest
    @CsvSource({"2000, fired", "2000, full"})
    void are_those_that_a_caller_gets_who_asks_for_no_coding(int lines, String trace) throws Exception {
        String path = "/v1/decisions/" + decided(lines) + "?trace=" + trace;
        HttpResponse<byte[]> plain = send(get(path));
        HttpResponse<byte[]> gzip = send(get(path).header("Accept-Encoding", "gzip, deflate"));
        HttpResponse<byte[]> zstd = send(get(path).header("Accept-Encoding", "gzip;q=0.5, zstd"));

        assertThat(coding(plain)).isEmpty();
        assertThat(coding(gzip)).isEqualTo("gzip");
        assertThat(coding(zstd)).isEqualTo("zstd");
        assertThat(text(new GZIPInputStream(new ByteArrayInputStream(gzip.body()))))
                .isEqualTo(text(plain));
        assertThat(text(new ZstdInputStream(new ByteArrayInputStream(zstd.body()))))
                .isEqualTo(text(plain));
        assertThat(gzip.body().length).isLessThan(plain.body().length * 2 / 3);
        assertThat(zstd.body().length).isLessThan(plain.body().length * 2 / 3);
        for (HttpResponse<byte[]> each : List.of(plain, gzip, zstd)) {
            assertThat(each.headers().firstValue("Vary")).contains("Accept-Encoding");
        }
    }

    @Test
    void a_list_is_compressed_like_a_decision() throws Exception {
        for (int i = 0; i < 100; i++) {
            decided(1);
        }
        assertThat(coding(send(get("/v1/decisions?limit=100").header("Accept-Encoding", "gzip"))))
                .isEqualTo("gzip");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/health/ready", "/v1/decisions/d-none", "/v1/decisions?limit=1"})
    void what_is_short_is_sent_as_it_is(String path) throws Exception {
        HttpResponse<byte[]> answer = send(get(path).header("Accept-Encoding", "gzip"));

        assertThat(coding(answer)).isEmpty();
        assertThat(answer.body()).isNotEmpty();
    }

    /** Decides an order, and gives the id of the decision. */
    private String decided(int lines) throws Exception {
        String order = new String(LongOrder.json(lines), UTF_8)
                .replaceFirst("\"requestId\":\"[^\"]*\"", "\"requestId\":\"" + UUID.randomUUID() + "\"");
        String answer = text(send(post(order)));
        int at = answer.indexOf("\"d-") + 1;
        return answer.substring(at, answer.indexOf('"', at));
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpRequest.Builder post(String body) {
        return HttpRequest.newBuilder(service.resolve("/v1/decisions"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpRequest.Builder get(String path) {
        return HttpRequest.newBuilder(service.resolve(path));
    }

    private static String coding(HttpResponse<byte[]> answer) {
        return answer.headers().firstValue("Content-Encoding").orElse("");
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), UTF_8);
    }

    private static String text(InputStream decoded) throws IOException {
        return new String(decoded.readAllBytes(), UTF_8);
    }
}
