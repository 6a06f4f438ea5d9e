package dev.docket.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.access.Call;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RequestIdsTest {
    /** As {@code printf '/shop\n7' | sha256sum} says. */
    @Test
    void the_id_of_an_event_is_what_anybody_can_compute_from_source_and_id() {
        assertThat(RequestIds.of("/shop", "7")).isEqualTo("ce:437e283f170e35ad009775033ef474e82bbfbb9549bf03e3");
    }

    @Test
    void events_that_differ_in_source_or_id_have_different_ids() {
        assertThat(Stream.of(List.of("a", "bc"), List.of("ab", "c"), List.of("abc", ""), List.of("A", "bc"))
                        .map(pair -> RequestIds.of(pair.getFirst(), pair.getLast())))
                .doesNotHaveDuplicates();
    }

    @Test
    void a_record_without_an_id_is_named_by_its_place_also_under_the_longest_name_of_a_topic() {
        assertThat(RequestIds.of(new RecordPlace("orders", 3, 127))).isEqualTo("kafka:orders/3/127");
        RecordPlace longest = new RecordPlace("t".repeat(InTopic.LONGEST_NAME), Integer.MAX_VALUE, Long.MAX_VALUE);
        assertThat(RequestIds.of(longest)).hasSizeLessThanOrEqualTo(64).startsWith("kafka:");
        assertThat(Call.isId(longest.text())).isTrue();
    }
}
