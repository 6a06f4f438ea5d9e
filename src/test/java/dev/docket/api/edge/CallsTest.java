package dev.docket.api.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each answer names its call, so that it can be found in the logs of both sides. */
@QuarkusTest
@Tag("service")
class CallsTest {
    private static final String PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private final HttpClient client = HttpClient.newHttpClient();

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init") // Quarkus sets it
    private URI service;

    @Test
    void an_answer_has_the_name_that_the_caller_gave_its_call_also_if_it_is_refused() throws Exception {
        assertThat(header(get("/v1/bundle", "X-Request-Id", "erp:4711/a=b"), "X-Request-Id"))
                .isEqualTo("erp:4711/a=b");
        assertThat(header(get("/v1/nothing", "X-Request-Id", "erp-2"), "X-Request-Id"))
                .isEqualTo("erp-2");
        assertThat(header(get("/v1/bundle?odd=1", "X-Request-Id", "erp-3"), "X-Request-Id"))
                .isEqualTo("erp-3");
    }

    @Test
    void a_call_without_a_name_or_with_one_that_is_none_gets_one() throws Exception {
        for (String odd : List.of("", "with blank", "\u00e4", "x".repeat(129), "<script>")) {
            String given =
                    header(odd.isEmpty() ? get("/v1/bundle") : get("/v1/bundle", "X-Request-Id", odd), "X-Request-Id");
            assertThat(given).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        }
        assertThat(header(get("/v1/bundle"), "X-Request-Id")).isNotEqualTo(header(get("/v1/bundle"), "X-Request-Id"));
    }

    @Test
    void a_trace_comes_back_and_what_is_none_does_not() throws Exception {
        assertThat(header(get("/v1/bundle", "traceparent", PARENT), "traceparent"))
                .isEqualTo(PARENT);
        for (String odd : List.of(
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                PARENT.toUpperCase(java.util.Locale.ROOT),
                "x" + PARENT)) {
            assertThat(get("/v1/bundle", "traceparent", odd).headers().firstValue("traceparent"))
                    .isEmpty();
        }
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(service.resolve(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElseThrow();
    }
}
