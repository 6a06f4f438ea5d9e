package dev.docket.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.access.Role;
import dev.docket.api.feed.FeedClient;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who follows the feed, and for how long. */
@QuarkusTest
@Tag("service")
@TestProfile(AccessProfile.class)
@Timeout(120)
class FeedAccessTest {
    /** A service believes its copy of the keys for two seconds, and looks at a stream's caller every five. */
    private static final Duration LONGEST = Duration.ofSeconds(9);

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init") // Quarkus sets it
    private URI service;

    @Test
    void a_stream_and_a_wait_end_soon_after_their_key_was_revoked() throws Exception {
        FeedClient client = new FeedClient(service);
        String revoked = good(client, "follows-for-a-while");
        String kept = good(client, "follows-for-long");
        try (FeedClient.Open stream = client.open("?after=now", "Authorization", "Bearer " + revoked);
                FeedClient.Open other = client.open("?after=now", "Authorization", "Bearer " + kept)) {
            CompletableFuture<Integer> waited = CompletableFuture.supplyAsync(() -> status(client, revoked));
            Thread.sleep(Duration.ofSeconds(6));
            AccessProfile.keys().revoke("follows-for-a-while");

            assertThat(CompletableFuture.supplyAsync(stream::toTheEnd).get(LONGEST.toMillis(), TimeUnit.MILLISECONDS))
                    .isNotNull();
            assertThat(waited.get(30, TimeUnit.SECONDS)).isEqualTo(401);
            CompletableFuture<?> goesOn = CompletableFuture.supplyAsync(other::toTheEnd);
            Thread.sleep(LONGEST);
            assertThat(goesOn).isNotDone();
        }
    }

    private static int status(FeedClient client, String key) {
        try {
            return client.page("?after=now&wait=12", "Authorization", "Bearer " + key)
                    .statusCode();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static String good(FeedClient client, String name) throws Exception {
        String key = AccessProfile.keys().create(name, Role.AUDIT);
        while (client.page("?limit=1", "Authorization", "Bearer " + key).statusCode() != 200) {
            Thread.sleep(100);
        }
        return key;
    }
}
