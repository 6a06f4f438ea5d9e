package dev.docket.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What goes on beside the decisions: reloads of the rules, searches, exports, replays. */
final class SoakCompany implements AutoCloseable {
    private static final Pattern VERSION = Pattern.compile("version: \"(\\d+)\\.(\\d+)\\.(\\d+)\"");
    private static final Pattern ID = Pattern.compile("\"decisionId\":\\s*\"([^\"]+)\"");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final URI service;
    private final Path bundle;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(4);
    private final ConcurrentHashMap<String, Integer> done = new ConcurrentHashMap<>();
    private volatile String lastId = "";

    /** How often each was done since the start. */
    record Counts(int reloads, int searches, int exports, int replays, int failures) {}

    SoakCompany(URI service, Path rules) {
        this.service = service;
        this.bundle = rules.resolve("bundle.yaml");
        every(20, "reloads", this::reload);
        every(1, "searches", this::search);
        every(15, "exports", this::export);
        every(2, "replays", this::replay);
    }

    Counts counts() {
        return new Counts(count("reloads"), count("searches"), count("exports"), count("replays"), count("failures"));
    }

    private int count(String what) {
        return done.getOrDefault(what, 0);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it never ends by itself
    private void every(int seconds, String what, Callable<Boolean> work) {
        threads.scheduleWithFixedDelay(
                () -> {
                    String came = "failures";
                    try {
                        came = work.call() ? what : came;
                    } catch (Exception failed) {
                        System.out.println(what + ": " + failed);
                    }
                    done.merge(came, 1, Integer::sum);
                },
                seconds,
                seconds,
                TimeUnit.SECONDS);
    }

    /** Raises the version, and waits until it decides. */
    private boolean reload() throws IOException, InterruptedException {
        String text = Files.readString(bundle);
        Matcher version = VERSION.matcher(text);
        if (!version.find()) {
            throw new IllegalStateException("no version in " + bundle);
        }
        String next = String.format(
                Locale.ROOT, "%s.%s.%d", version.group(1), version.group(2), Integer.parseInt(version.group(3)) + 1);
        Files.writeString(bundle, version.replaceFirst("version: \"" + next + "\""));
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            if (get("/v1/bundle").contains("\"version\":\"" + next + "\"")) {
                return true;
            }
            Thread.sleep(200);
        }
        return false;
    }

    private boolean search() throws IOException, InterruptedException {
        Matcher id = ID.matcher(get("/v1/decisions?limit=50&disposition=RELEASE"));
        if (id.find()) {
            lastId = id.group(1);
        }
        return true;
    }

    /** Everything of the last two seconds. */
    private boolean export() throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = client.send(
                HttpRequest.newBuilder(service.resolve("/v1/decisions/export.ndjson?from="
                                + Instant.now().minusSeconds(2)))
                        .build(),
                BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            body.skipNBytes(1);
            body.transferTo(OutputStream.nullOutputStream());
        }
        return answer.statusCode() == 200;
    }

    private boolean replay() throws IOException, InterruptedException {
        if (lastId.isEmpty()) {
            return true;
        }
        String answer = send(HttpRequest.newBuilder(service.resolve("/v1/decisions/" + lastId + "/replay"))
                .POST(HttpRequest.BodyPublishers.noBody()));
        return answer.contains("SAME");
    }

    private String get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(service.resolve(path)));
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        client.shutdownNow();
    }
}
