package dev.docket.api.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
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

    @Test
    void a_caller_alone_may_take_all_places_and_no_more() {
        Turns<Integer> turns = new Turns<>();

        assertThat(IntStream.range(0, 20).filter(i -> turns.offer("greedy", i, 10)))
                .hasSize(10);
    }

    @Test
    void a_caller_who_comes_late_gets_its_share_though_all_places_are_taken() {
        Turns<Integer> turns = new Turns<>();
        IntStream.range(0, 10).forEach(i -> turns.offer("greedy", i, 10));

        assertThat(IntStream.range(0, 20).filter(i -> turns.offer("normal", i, 10)))
                .hasSize(5);
        assertThat(turns.hasRoom("greedy", 10)).isFalse();
        assertThat(turns.hasRoom("third", 10)).isTrue();
    }

    @Test
    void with_more_callers_than_places_whoever_has_nothing_waiting_may_have_one() {
        Turns<Integer> turns = new Turns<>();
        IntStream.range(0, 4).forEach(caller -> turns.offer("caller " + caller, caller, 4));

        assertThat(turns.offer("late", 1, 4)).isTrue();
        assertThat(turns.offer("late", 2, 4)).isFalse();
    }

    @Test
    void however_many_callers_come_the_queue_has_an_end() {
        Turns<Integer> turns = new Turns<>();

        long taken = IntStream.range(0, 10_000)
                // Each takes all that it gets before the next one comes: so they get the most.
                .filter(i -> turns.offer("caller " + i / 100, i, 100))
                .count();

        assertThat(taken).isLessThanOrEqualTo(200);
    }
}
