package dev.docket.api.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private final Admission admission = new Admission(1000, 100);

    @Test
    void one_caller_gets_half_and_leaves_the_rest_to_others() {
        List<Admission.Place> greedy = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            admission.enter(Work.STREAMING, "greedy", 0).ifPresent(greedy::add);
        }

        assertThat(greedy).hasSize(Work.STREAMING.mostOfOneCaller());
        assertThat(admission.enter(Work.STREAMING, "other", 0)).isPresent();
        assertThat(admission.enter(Work.DECIDING, "greedy", 0)).isPresent();
    }

    @Test
    void answers_take_room_until_their_places_are_left() {
        Admission.Place first = admission.enter(Work.READING, "a", 0).orElseThrow();
        Admission.Place second = admission.enter(Work.READING, "a", 0).orElseThrow();
        Admission.Place other = admission.enter(Work.READING, "b", 0).orElseThrow();
        assertThat(first.holds(30)).isTrue();
        assertThat(second.holds(21)).isFalse();
        assertThat(first.holds(20)).isTrue();
        assertThat(other.holds(500)).isTrue();

        first.leave();

        assertThat(first.holds(1)).isFalse();
        assertThat(second.holds(50)).isTrue();
        assertThat(second.holds(1)).isFalse();
    }

    @Test
    void a_place_can_be_taken_again_once_it_is_left_and_is_left_only_once() {
        Admission.Place place = admission.enter(Work.DECIDING, "a", 500).orElseThrow();
        assertThat(admission.enter(Work.DECIDING, "a", 1)).isEmpty();

        place.leave();
        place.leave();

        assertThat(admission.enter(Work.DECIDING, "a", 500)).isPresent();
        assertThat(admission.enter(Work.DECIDING, "a", 1)).isEmpty();
        assertThat(admission.enter(Work.DECIDING, "b", 500)).isPresent();
        assertThat(admission.enter(Work.DECIDING, "c", 1)).isEmpty();
    }
}
