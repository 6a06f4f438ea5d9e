package dev.docket.api.feed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Somebody who has orders decided and follows what is recorded. */
public record FeedClient(URI service, HttpClient client) {
    public static final ObjectMapper JSON = new ObjectMapper();

    public FeedClient(URI service) {
        this(
                service,
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
    }

    /** An event of a stream, and where to go on after it. */
    public record Received(String id, JsonNode event) {
        public String subject() {
            return event.path("subject").textValue();
        }
    }

    /** Has an order decided. @return the decision's id */
    public String decide(String requestId) throws IOException, InterruptedException {
        ObjectNode order = (ObjectNode)
                JSON.readTree(Path.of("api-spec", "examples", "order-held.json").toFile());
        order.put("requestId", requestId);
        return decide(JSON.writeValueAsBytes(order));
    }

    /** The same for an order of its sender's. */
    public String decide(byte[] order) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = client.send(
                HttpRequest.newBuilder(service.resolve("/v1/decisions"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(order))
                        .build(),
                BodyHandlers.ofByteArray());
        if (answer.statusCode() >= 300) {
            throw new IOException("HTTP " + answer.statusCode());
        }
        return JSON.readTree(answer.body()).path("decisionId").textValue();
    }

    /** Asks for a page. */
    public HttpResponse<byte[]> page(String query, String... headers) throws IOException, InterruptedException {
        return client.send(request(query, headers), BodyHandlers.ofByteArray());
    }

    /** Asks for a page, and does not wait for it. */
    public CompletableFuture<HttpResponse<byte[]>> later(String query) {
        return client.sendAsync(request(query), BodyHandlers.ofByteArray());
    }

    public static String cursor(HttpResponse<?> page) {
        return page.headers().firstValue("Docket-Cursor").orElseThrow();
    }

    public static List<JsonNode> events(HttpResponse<byte[]> page) throws IOException {
        List<JsonNode> events = new ArrayList<>();
        JSON.readTree(page.body()).forEach(events::add);
        return events;
    }

    private HttpRequest request(String query, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(service.resolve("/v1/feed" + query));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request.build();
    }

    /** Opens a stream. */
    public Open open(String query, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(service.resolve("/v1/feed" + query)).header("Accept", "text/event-stream");
        if (headers.length > 0) {
            request.headers(headers);
        }
        var answer = client.send(request.build(), BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            throw new IOException("HTTP " + answer.statusCode());
        }
        return new Open(answer.body());
    }

    /** An open stream, read as its standard says, of what the service uses. */
    public static final class Open implements AutoCloseable {
        private final InputStream body;
        private final BufferedReader lines;

        private Open(InputStream body) {
            this.body = body;
            this.lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        }

        /** The next event. @throws IOException if the stream ended */
        public Received next() throws IOException {
            String id = "";
            String data = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("data: ")) {
                    data = line.substring(6);
                } else if (line.isEmpty() && !data.isEmpty()) {
                    return new Received(id, JSON.readTree(data));
                }
            }
            throw new IOException("the stream ended");
        }

        /** Reads until the service ends the stream. @return the lines */
        public List<String> toTheEnd() {
            return lines.lines().toList();
        }

        @Override
        public void close() throws IOException {
            // Whoever is still reading holds the lock of the reader.
            body.close();
        }
    }
}
