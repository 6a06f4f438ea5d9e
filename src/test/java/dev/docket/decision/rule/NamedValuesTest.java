package dev.docket.decision.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class NamedValuesTest {
    @Test
    void it_is_the_sorted_map_of_what_was_put() {
        var random = new SplittableRandom(11);
        for (int i = 0; i < 2_000; i++) {
            Map<String, Object> sorted = new TreeMap<>();
            var values = new NamedValues.Builder();
            int count = random.nextInt(20);
            for (int j = 0; j < count; j++) {
                String name = "lines[" + random.nextInt(12) + "]";
                sorted.put(name, j);
                values.put(name, j);
            }
            NamedValues built = values.build();
            List<String> visited = new ArrayList<>();
            built.forEach((name, value) -> visited.add(name + "=" + value));

            assertThat(built).isEqualTo(sorted).isEqualTo(NamedValues.copyOf(sorted));
            assertThat(built.keySet()).containsExactlyElementsOf(sorted.keySet());
            assertThat(visited)
                    .isEqualTo(sorted.entrySet().stream().map(Object::toString).toList());
            assertThat(built.get("lines[3]")).isEqualTo(sorted.get("lines[3]"));
        }
    }

    @Test
    void a_copy_does_not_follow_what_it_was_copied_from() {
        Map<String, Object> source = new TreeMap<>(Map.of("a", 1));
        NamedValues copy = NamedValues.copyOf(source);
        source.put("b", 2);
        assertThat(copy).isEqualTo(Map.of("a", 1));
        assertThat(NamedValues.copyOf(copy)).isSameAs(copy);
    }
}
