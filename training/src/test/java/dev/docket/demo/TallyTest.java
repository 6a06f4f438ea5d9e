package dev.docket.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.order.OrderSnapshot;
import dev.docket.sample.SampleOrders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TallyTest {
    private static final OrderSnapshot ORDER =
            SampleOrders.generate(1).findFirst().orElseThrow();
    private static final Sent.Code SHORT = new Sent.Code("INV-401", "STOCK_SHORTAGE_PARTIAL");
    private static final Sent.Code CREDIT = new Sent.Code("FIN-201", "CREDIT_LIMIT_EXCEEDED");

    private final Tally tally = Tally.of(new Load.Result(
            List.of(
                    sent(1, "RELEASE", List.of(), "P4", "MODEL"),
                    sent(3, "HOLD", List.of(CREDIT, SHORT), "P2", "RULES"),
                    new Sent.Refused(ORDER, 409, "{}"),
                    sent(2, "HOLD", List.of(SHORT), "P2", "MODEL")),
            Duration.ofMillis(1500)));

    @Test
    void what_was_refused_is_counted_apart() {
        assertThat(tally.acknowledged()).hasSize(3);
        assertThat(tally.refused()).hasSize(1);
    }

    @Test
    void dispositions_and_priorities_are_counted() {
        assertThat(tally.dispositions()).isEqualTo(Map.of("RELEASE", 1L, "HOLD", 2L));
        assertThat(tally.priorities())
                .isEqualTo(Map.of("P4", Map.of("MODEL", 1L), "P2", Map.of("RULES", 1L, "MODEL", 1L)));
    }

    @Test
    void the_most_frequent_exceptions_come_first() {
        assertThat(tally.exceptions(10)).containsExactly(new Tally.Count<>(SHORT, 2), new Tally.Count<>(CREDIT, 1));
        assertThat(tally.exceptions(1)).hasSize(1);
    }

    @Test
    void speed_is_reported_of_what_was_acknowledged() {
        assertThat(tally.perSecond()).isEqualTo(2);
        assertThat(tally.millisAt(0.5)).isEqualTo(2);
        assertThat(tally.millisAt(1)).isEqualTo(3);
    }

    @Test
    void an_answer_counts_what_stands_and_each_code_once() {
        var answer = Reply.tree("""
                {"decisionId": "d-1", "recommendation": {"disposition": "REVIEW", "actions": [
                   {"type": "SUBSTITUTE", "class": "CHANGE", "preferred": true},
                   {"type": "RESCHEDULE", "class": "CHANGE", "preferred": false},
                   {"type": "REPRICE", "class": "CHANGE", "preferred": true, "waivedBy": "w"}]},
                 "exceptions": [{"code": "INV-401", "name": "STOCK_SHORTAGE_PARTIAL", "lineId": "1"},
                                {"code": "INV-401", "name": "STOCK_SHORTAGE_PARTIAL", "lineId": "2"},
                                {"code": "FIN-201", "name": "CREDIT_LIMIT_EXCEEDED", "waivedBy": "w"}],
                 "priority": {"class": "P3", "source": "RULES"}}
                """.getBytes(StandardCharsets.UTF_8));

        assertThat(Reply.verdict(answer))
                .isEqualTo(new Sent.Verdict("d-1", "REVIEW", List.of(SHORT), List.of("SUBSTITUTE"), "P3", "RULES"));
    }

    private static Sent sent(int millis, String disposition, List<Sent.Code> codes, String priority, String source) {
        return new Sent.Acknowledged(
                ORDER, millis * 1_000_000L, new Sent.Verdict("d", disposition, codes, List.of(), priority, source));
    }
}
