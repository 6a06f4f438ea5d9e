package dev.docket.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.api.load.Work;
import dev.docket.fixture.ServiceProcess;
import dev.docket.hostile.Attack;
import dev.docket.hostile.Attackers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
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
                // Before that, all who were let in together may have found no room; and two seconds' worth comes at
                // once.
                int atFirst = attackers.refusedNanos().size();
                long then = System.nanoTime();
                Thread.sleep(4_000);
                int since = attackers.refusedNanos().size() - atFirst;
                double seconds = (System.nanoTime() - then) / 1e9;
                System.out.printf(Locale.ROOT, "refused at once: %d, then %d in %.1f s%n", atFirst, since, seconds);
                assertThat(since).as("200 a second").isLessThan((int) (200 * (seconds + 1)));
            }
        }
    }
}
