package dev.docket.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.api.load.Work;
import dev.docket.fixture.ServiceProcess;
import dev.docket.hostile.Attack;
import dev.docket.hostile.Attackers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service with its default limits, and a caller who never stops asking. */
class GreedyDecidersIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder = Path.of(".");

    @Test
    void whoever_goes_on_asking_while_it_is_refused_waits_for_a_no() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(folder.resolve("data"))) {
            long began = System.nanoTime(); // the first attackers do not wait for the last
            try (Attackers attackers =
                    Attackers.start(service.uri(), Attack.DECIDER, Work.DECIDING.mostOfOneCaller() + 100)) {
                while (attackers.keptWaiting() == 0 && System.nanoTime() - began < PATIENCE.toNanos()) {
                    Thread.sleep(100);
                }

                assertThat(attackers.keptWaiting()).isPositive();
                List<Long> refused = attackers.refusedNanos();
                long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
                assertThat(refused)
                        .as("at first two seconds' worth of refusals at once, then 200 a second")
                        .hasSizeLessThan((int) (200 * (seconds + 4)));
            }
        }
    }
}
