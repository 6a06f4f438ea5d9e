package dev.docket.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.bundle.FolderWatch;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class WatchHealthTest {
    private final IOException failure = new IOException("/secret/rules is away");

    @Test
    void a_watch_that_is_not_wanted_is_off() {
        assertThat(WatchHealth.of(Optional.empty()).getData().orElseThrow()).containsEntry("state", "OFF");
    }

    @Test
    void a_failing_watch_is_named_without_paths_and_the_service_stays_ready() {
        HealthCheckResponse response = WatchHealth.of(Optional.of(new FolderWatch.State(true, failure, 3)));

        assertThat(response.getStatus()).isEqualTo(Status.UP);
        assertThat(response.getData().orElseThrow())
                .containsEntry("state", "FAILING")
                .containsEntry("restarts", 3L)
                .containsEntry("lastError", "IOException");
    }

    @Test
    void a_watch_that_works_again_says_how_often_it_began() {
        assertThat(WatchHealth.of(Optional.of(new FolderWatch.State(true, null, 3)))
                        .getData()
                        .orElseThrow())
                .containsEntry("state", "WATCHING")
                .containsEntry("restarts", 3L)
                .doesNotContainKey("lastError");
    }

    @Test
    void a_watch_that_ended_is_not_ready() {
        assertThat(WatchHealth.of(Optional.of(new FolderWatch.State(false, null, 0)))
                        .getStatus())
                .isEqualTo(Status.DOWN);
    }
}
