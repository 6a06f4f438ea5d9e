package dev.docket.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReceiverTest {
    @Test
    void whoever_logs_a_receiver_does_not_log_its_path_and_query() {
        Receiver receiver = new Receiver(
                URI.create("https://erp.example.com:8443/hooks/s3cret?token=t0ken"),
                Path.of("erp.secret"),
                false,
                Optional.empty());
        assertThat(receiver).hasToString("https://erp.example.com:8443");
    }
}
