package dev.docket.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.docket.api.feed.FeedClient;
import dev.docket.fixture.ServiceProcess;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Followers of a packaged service that is killed, and of one that leaves. */
@Timeout(300)
class FeedIT {
    private static final int KILLS = 3;
    private static final int EACH = 60;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @Test
    void whoever_keeps_the_cursor_misses_nothing_when_the_service_is_killed_between_pages() throws Exception {
        Path data = folder.resolve("data");
        Set<String> decided = new LinkedHashSet<>();
        List<String> seen = new ArrayList<>();
        String cursor = "";
        for (int life = 0; life < KILLS; life++) {
            try (ServiceProcess service = ServiceProcess.start(data)) {
                FeedClient client = new FeedClient(service.uri());
                for (int i = 0; i < EACH; i++) {
                    decided.add(client.decide("life-" + life + "-" + i));
                }
                // Not all of it: the next life goes on where this one was.
                for (int pages = 0; pages < 4; pages++) {
                    cursor = follow(client, cursor, seen);
                }
                assertThat(service.kill()).isEqualTo(137);
            }
        }
        try (ServiceProcess service = ServiceProcess.start(data)) {
            FeedClient client = new FeedClient(service.uri());
            while (seen.size() < decided.size()) {
                cursor = follow(client, cursor, seen);
            }
            assertThat(FeedClient.events(client.page("?after=" + cursor))).isEmpty();
        }
        assertThat(seen).containsExactlyElementsOf(decided);
    }

    @Test
    void a_service_that_leaves_ends_its_streams_and_answers_whoever_waits() throws Exception {
        Path data = folder.resolve("data");
        try (ServiceProcess service = ServiceProcess.start(data, "-Ddocket.stop.delay-seconds=5")) {
            FeedClient client = new FeedClient(service.uri());
            FeedClient.Received last;
            CompletableFuture<HttpResponse<byte[]>> waiting;
            try (FeedClient.Open stream = client.open("")) {
                client.decide("before");
                last = stream.next();
                waiting = client.later("?after=now&wait=30");
                Thread.sleep(500);
                service.terminate();
                long begun = System.nanoTime();

                stream.toTheEnd();
                assertThat(waiting.get(3, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
                assertThat(System.nanoTime() - begun).isLessThan(TimeUnit.SECONDS.toNanos(4));
            }
            assertThat(service.awaitEnd()).isZero();
            try (ServiceProcess next = ServiceProcess.start(data)) {
                FeedClient again = new FeedClient(next.uri());
                String later = again.decide("after");
                try (FeedClient.Open stream = again.open("", "Last-Event-ID", last.id())) {
                    assertThat(stream.next().subject()).isEqualTo(later);
                }
            }
        }
    }

    private static String follow(FeedClient client, String cursor, List<String> seen) throws Exception {
        HttpResponse<byte[]> page = client.page("?limit=11&after=" + cursor);
        for (JsonNode event : FeedClient.events(page)) {
            seen.add(event.path("subject").textValue());
        }
        return FeedClient.cursor(page);
    }
}
