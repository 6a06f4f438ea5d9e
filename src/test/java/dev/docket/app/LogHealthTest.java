package dev.docket.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class LogHealthTest {
    @Test
    void a_log_that_cannot_be_signed_is_not_ready_and_says_whom_to_ask() {
        assertThat(LogHealth.of(false).getStatus()).isEqualTo(Status.DOWN);
        assertThat(LogHealth.of(false).getData().orElseThrow().get("because"))
                .asString()
                .contains("cannot be signed");
        assertThat(LogHealth.of(true).getStatus()).isEqualTo(Status.UP);
    }
}
