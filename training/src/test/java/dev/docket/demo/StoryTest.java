package dev.docket.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.cli.terminal.Screen;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import dev.docket.order.OrderSnapshot;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoryTest {
    private static final Words WORDS = new Words(
            Map.of(
                    "past-due-serious",
                    "Who owes for very long gets nothing.",
                    "substitute-available",
                    "A substitute helps."),
            Map.of("HOLD_CREDIT", "hold the order for credit", "SUBSTITUTE", "send the substitute"));

    @Test
    void a_held_order_says_why_what_next_who_and_by_when() throws IOException {
        assertThat(shown("""
                {"recommendation": {"disposition": "HOLD", "automation": "HUMAN", "queue": "CREDIT",
                   "slaDueAt": "2026-03-02T13:30:00Z",
                   "actions": [{"type": "HOLD_CREDIT", "class": "STOP", "parameters": {}, "preferred": true},
                               {"type": "HOLD_CREDIT", "class": "STOP", "parameters": {}, "preferred": true}],
                   "approvals": [{"role": "CREDIT_MANAGER", "ruleIds": ["past-due-serious"]}]},
                 "exceptions": [{"code": "FIN-202", "name": "PAST_DUE_BALANCE", "ruleId": "past-due-serious",
                   "evidence": {"customer.credit.oldestOverdueDays": 97, "customer.credit.overdueAmount": 8200.50}}],
                 "priority": {"class": "P1", "source": "RULES", "floor": {"class": "P1", "ruleId": "past-due-serious"}}}
                """)).isEqualTo("""

                  1. Order SO-4711 of C-204, 2,400.00 USD, at checkpoint RELEASE: held
                     Why     Who owes for very long gets nothing. Here: oldest overdue days 97,
                             overdue amount 8,200.5. (FIN-202 past due balance, rule
                             past-due-serious)
                     Next    Hold the order for credit.
                     Who     Queue credit, by 2 March 2026 13:30 UTC. To agree: credit manager.
                     Urgency P1, because rule past-due-serious requires at least that.
                """);
    }

    @Test
    void a_changed_order_says_which_line_is_changed_and_how() throws IOException {
        assertThat(shown("""
                {"recommendation": {"disposition": "RELEASE_WITH_CONDITIONS", "automation": "AUTO", "queue": "EHS",
                   "actions": [{"type": "SUBSTITUTE", "class": "CHANGE", "lineId": "20", "preferred": true,
                                "parameters": {"itemId": "SEAL-12B", "ratio": 1}},
                               {"type": "WAIT", "class": "CHANGE", "preferred": false, "parameters": {}}]},
                 "exceptions": [
                   {"code": "INV-404", "name": "SUBSTITUTION_NEEDED", "lineId": "20", "ruleId": "substitute-available",
                    "evidence": {"order.lines[1].availableQty": 20}},
                   {"code": "FIN-201", "name": "WAIVED", "ruleId": "x", "evidence": {}, "waivedBy": "y"}],
                 "priority": {"class": "P3", "source": "FALLBACK", "reason": "there is no model"}}
                """)).isEqualTo("""

                  1. Order SO-4711 of C-204, 2,400.00 USD, at checkpoint RELEASE: released with
                     a change
                     Why     A substitute helps. Here, line 20: available quantity 20. (INV-404
                             substitution needed, rule substitute-available)
                     Next    Send the substitute, line 20 (item id SEAL-12B, ratio 1).
                     Who     The warehouse system, without anyone looking.
                     Urgency P3 from the rules alone: there is no model.
                """);
    }

    @Test
    void an_order_that_nothing_stops_is_shipped_as_ordered() throws IOException {
        assertThat(shown("""
                {"recommendation": {"disposition": "RELEASE", "automation": "AUTO", "queue": "NONE", "actions": []},
                 "exceptions": [],
                 "priority": {"class": "P4", "source": "MODEL",
                              "expectedLoss": {"amount": 95.04, "currency": "USD"}, "probabilityOfCost": 0.132,
                              "contributions": [{"feature": "supplier late rate",
                                                 "says": "supplier late rate 38 %, usually 14 %: +61 USD"}]}}
                """)).isEqualTo("""

                  1. Order SO-4711 of C-204, 2,400.00 USD, at checkpoint RELEASE: released
                     unchanged
                     Why     None of the 2 rules found anything wrong.
                     Next    Ship it as ordered.
                     Who     The warehouse system, without anyone looking.
                     Urgency P4 by the model: expected to cost 95.04 USD; with a probability of
                             13 % it costs something. First reason: supplier late rate 38 %,
                             usually 14 %: +61 USD.
                """);
    }

    private static String shown(String answer) throws IOException {
        StringWriter written = new StringWriter();
        Story story = new Story(WORDS, order(), Reply.tree(answer.getBytes(StandardCharsets.UTF_8)));
        new Report(Screen.of(new PrintWriter(written), "out", Map.of())).story(1, story);
        return written.toString();
    }

    private static OrderSnapshot order() throws IOException {
        byte[] example = Files.readAllBytes(Path.of("api-spec/examples/order-released.json"));
        return switch (new RecordReader().json(OrderSnapshot.class, example)) {
            case Reading.Valid<OrderSnapshot> valid -> valid.value();
            case Reading.Invalid<OrderSnapshot> invalid ->
                throw new IllegalStateException(invalid.problems().toString());
        };
    }
}
