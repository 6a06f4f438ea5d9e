package dev.docket.api.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.access.Caller;
import dev.docket.access.Refusals.Reason;
import dev.docket.api.access.Found;
import dev.docket.api.problem.AccessProblems;
import dev.docket.outage.Outage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProviderOutageTest {
    private static final Found CANNOT_CHECK = new Found.Refused(Reason.CANNOT_CHECK, AccessProblems.cannotCheck());
    private static final Found WRONG = new Found.Refused(Reason.WRONG_CREDENTIALS, AccessProblems.wrong());
    private static final Found KNOWN = new Found.Known(new Caller.User("s", "n", Set.of()));

    private final AtomicLong now = new AtomicLong();
    private final List<String> log = new ArrayList<>();
    private final ProviderOutage outage = new ProviderOutage(new Outage("the provider", report()), now::get);

    @Test
    void while_the_provider_is_away_one_request_in_a_second_tries_and_one_line_is_logged() {
        assertThat(outage.mayTry()).isTrue();
        outage.note(CANNOT_CHECK);
        assertThat(outage.mayTry()).isFalse();

        for (int second = 0; second < 5; second++) {
            now.addAndGet(Duration.ofSeconds(1).toNanos());
            assertThat(outage.mayTry()).isTrue();
            assertThat(outage.mayTry()).isFalse();
            outage.note(CANNOT_CHECK);
        }
        assertThat(log).hasSize(1);
    }

    @Test
    void whoever_is_told_good_from_bad_ends_it() {
        for (Found told : List.of(WRONG, KNOWN)) {
            outage.note(CANNOT_CHECK);
            outage.note(told);
            assertThat(outage.mayTry()).isTrue();
        }
        assertThat(log).hasSize(4);
    }

    private Outage.Report report() {
        return new Outage.Report() {
            @Override
            public void broken(String line, @Nullable Throwable defect) {
                log.add(line);
            }

            @Override
            public void healed(String line) {
                log.add(line);
            }
        };
    }
}
