package dev.docket.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Calls a running service under the caller's own key. */
public final class ServiceClient {
    /** The environment variable with the caller's API key. */
    public static final String KEY = "DOCKET_KEY";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECTING = Duration.ofSeconds(5);
    /** A check replays thousands of orders. */
    private static final Duration ANSWERING = Duration.ofMinutes(10);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECTING).build();
    private final URI service;
    private final String key;

    /** The service refused it, or cannot be reached. The message says what to do. */
    public static final class CallFailedException extends Exception {
        public CallFailedException(String message) {
            super(message);
        }
    }

    public ServiceClient(URI service, String key) {
        this.service = service;
        this.key = key;
    }

    public JsonNode get(String path) throws CallFailedException {
        return tree(bytes("GET", path, null));
    }

    public byte[] getBytes(String path) throws CallFailedException {
        return bytes("GET", path, null);
    }

    /** @param body empty for none */
    public JsonNode post(String path, byte[] body) throws CallFailedException {
        return tree(bytes("POST", path, body));
    }

    /** The whole answer, whatever its status. @throws IOException if there is none, or half of one */
    public HttpResponse<byte[]> answer(String path, String accept, Duration patience)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(service.resolve(path)).timeout(patience).header("Accept", accept);
        if (!key.isEmpty()) {
            request.header("Authorization", "Bearer " + key);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private byte[] bytes(String method, String path, byte @Nullable [] body) throws CallFailedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(service.resolve(path)).timeout(ANSWERING).header("Accept", "application/json");
        if (!key.isEmpty()) {
            request.header("Authorization", "Bearer " + key);
        }
        if (body != null && body.length > 0) {
            request.header("Content-Type", "application/json");
        }
        request.method(
                method,
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(body));
        try {
            HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() >= 300) {
                throw new CallFailedException(because(response));
            }
            return response.body();
        } catch (IOException unreachable) {
            throw new CallFailedException("No service answers at %s (%s).%nStart it, or say where it is with --service."
                    .formatted(service, unreachable.getClass().getSimpleName()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CallFailedException("interrupted");
        }
    }

    /** Why it refused, for people. */
    public static String because(HttpResponse<byte[]> response) {
        try {
            JsonNode problem = JSON.readTree(response.body());
            StringBuilder text = new StringBuilder(
                            problem.path("title").asText("The service answered " + response.statusCode()))
                    .append(": ")
                    .append(problem.path("detail").asText());
            problem.path("errors").forEach(error -> text.append('\n')
                    .append(error.path("path").asText())
                    .append(": ")
                    .append(error.path("message").asText()));
            if (response.statusCode() == 401) {
                text.append("\nPut your API key into the environment variable ")
                        .append(KEY)
                        .append('.');
            }
            return text.toString();
        } catch (IOException noProblem) {
            return "The service answered %s.".formatted(response.statusCode());
        }
    }

    private static JsonNode tree(byte[] answer) throws CallFailedException {
        try {
            return JSON.readTree(answer);
        } catch (IOException noJson) {
            throw new CallFailedException("What answers there is no Docket.");
        }
    }
}
