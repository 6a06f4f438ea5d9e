package dev.docket.api.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FairPoolTest {
    private final FairPool pool = new FairPool("test", 1, WaitBound.of(Duration.ofMillis(40), 1, 1, 1, 1));

    @AfterEach
    void stop() {
        pool.stop();
    }

    @Test
    void what_is_begun_keeps_its_place_until_it_is_done() {
        CompletableFuture<String> recorded = new CompletableFuture<>();
        CompletionStage<String> answer = pool.begin(() -> recorded);
        while (recorded.getNumberOfDependents() == 0) {
            Thread.onSpinWait();
        }

        assertThat(pool.hasRoom("somebody")).as("one place and one share").isTrue();
        CompletionStage<String> share = pool.call("somebody", () -> "share");
        share.toCompletableFuture().join();
        recorded.complete("durable");

        assertThat(answer.toCompletableFuture().join()).isEqualTo("durable");
        assertPlacesAreFree();
    }

    @Test
    void however_it_ends_its_place_is_given_back_once() {
        CompletableFuture<String> failed =
                CompletableFuture.failedFuture(new IllegalStateException("the disk is full"));

        assertFails(() -> {
            throw new IllegalStateException("at once");
        });
        assertFails(() -> failed);
        assertThat(pool.begin(() -> CompletableFuture.completedStage("done"))
                        .toCompletableFuture()
                        .join())
                .isEqualTo("done");
        assertPlacesAreFree();
    }

    private void assertFails(Supplier<CompletionStage<String>> work) {
        assertThatThrownBy(() -> pool.begin(work).toCompletableFuture().join())
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(IllegalStateException.class);
    }

    /** One for whoever comes first, one more for somebody else as its share, and no third. */
    private void assertPlacesAreFree() {
        CompletableFuture<String> never = new CompletableFuture<>();
        assertThat(pool.hasRoom("first")).isTrue();
        pool.begin(() -> never);
        assertThat(pool.hasRoom("second")).isTrue();
        CompletableFuture<Void> running = new CompletableFuture<>();
        pool.call("second", () -> running.join());
        assertThat(pool.hasRoom("third")).isFalse();
        never.complete("");
        running.complete(null);
    }
}
