package dev.docket.api.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnsTest {
    @Test
    void a_caller_with_much_to_do_does_not_keep_another_waiting() {
        Turns<String> turns = new Turns<>();
        List.of("g1", "g2", "g3", "g4").forEach(work -> turns.add("greedy", work));
        turns.add("normal", "n1");
        turns.add("normal", "n2");

        List<String> order = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            order.add(turns.next());
        }

        assertThat(order).containsExactly("g1", "n1", "g2", "n2", "g3", "g4");
    }
}
