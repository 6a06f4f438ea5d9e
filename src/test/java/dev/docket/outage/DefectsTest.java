package dev.docket.outage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DefectsTest {
    private final List<String> logged = new ArrayList<>();
    private final AtomicLong now = new AtomicLong(-7);
    private final Defects defects =
            new Defects((line, defect) -> logged.add(line + " " + defect.getMessage()), now::get);

    @Test
    void a_defect_that_every_request_meets_is_logged_once_and_all_answers_name_that_incident() {
        String first = defects.incident(broken("order 1"));
        for (int i = 2; i <= 1000; i++) {
            assertThat(defects.incident(broken("order " + i))).isEqualTo(first);
        }
        assertThat(logged).containsExactly("incident " + first + " order 1");
    }

    @Test
    void after_the_period_it_is_logged_again_with_the_count_between() {
        String first = defects.incident(broken("a"));
        for (int i = 0; i < 1234; i++) {
            defects.incident(broken("b"));
        }
        now.addAndGet(Defects.PERIOD.toNanos());
        String second = defects.incident(broken("c"));
        assertThat(second).isNotEqualTo(first);
        assertThat(logged)
                .hasSize(2)
                .last()
                .isEqualTo(
                        "incident " + second + "; 1,234 more of this kind since incident " + first + ", not logged c");
    }

    @Test
    void another_kind_has_an_incident_of_its_own() {
        String first = defects.incident(broken("a"));
        assertThat(defects.incident(new IllegalStateException("a"))).isNotEqualTo(first);
        assertThat(defects.incident(brokenElsewhere())).isNotEqualTo(first);
        assertThat(logged).hasSize(3);
    }

    @Test
    void kinds_without_end_share_one() {
        for (int i = 0; i < Defects.MOST_KINDS; i++) {
            defects.incident(at(i));
        }
        assertThat(logged).hasSize(Defects.MOST_KINDS);
        assertThat(defects.incident(at(1_000_000))).isEqualTo(defects.incident(at(2_000_000)));
        assertThat(logged).hasSize(Defects.MOST_KINDS + 1);
    }

    private static RuntimeException broken(String message) {
        return new IllegalArgumentException(message);
    }

    private static RuntimeException brokenElsewhere() {
        return new IllegalArgumentException("a");
    }

    private static RuntimeException at(int line) {
        RuntimeException defect = new IllegalArgumentException("generated");
        defect.setStackTrace(
                new StackTraceElement[] {new StackTraceElement("dev.docket.Rule", "eval", "Rule.java", line)});
        return defect;
    }
}
