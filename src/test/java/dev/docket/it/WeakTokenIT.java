package dev.docket.it;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.docket.fixture.ServiceProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeakTokenIT {
    @Test
    void a_token_that_could_be_guessed_stops_the_start_and_is_not_printed(@TempDir Path folder) {
        assertThatThrownBy(() -> ServiceProcess.start(folder.resolve("data"), "-Ddocket.admin.token=changeme")
                        .close())
                .hasMessageContaining("docket: docket.admin.token has 8 characters; it must have at least 16.")
                .hasMessageContaining("openssl rand")
                .hasMessageNotContaining("changeme")
                .hasMessageNotContaining("\tat ");
    }
}
