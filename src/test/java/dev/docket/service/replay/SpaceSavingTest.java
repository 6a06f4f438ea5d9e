package dev.docket.service.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.service.replay.ReplayReport.Moved;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SpaceSavingTest {
    @Test
    void a_heavy_name_is_never_lost_and_the_truth_lies_within_what_it_says() {
        SpaceSaving sketch = new SpaceSaving(100, List.of());
        Map<String, BigDecimal> truth = new TreeMap<>();
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 20_000; i++) {
            String name = random.nextInt(4) == 0 ? "heavy-" + random.nextInt(5) : "light-" + random.nextInt(3_000);
            BigDecimal value = BigDecimal.valueOf(random.nextInt(1, 1_000));
            sketch.add(name, "USD", value, random.nextBoolean());
            truth.merge(name, value, BigDecimal::add);
        }

        List<Moved> rows = sketch.rows();

        assertThat(rows).hasSize(100);
        assertThat(rows.subList(0, 5)).allMatch(row -> row.name().startsWith("heavy-"));
        assertThat(rows).allSatisfy(row -> assertThat(truth.get(row.name()))
                .isBetween(row.held().add(row.released()), row.weight()));
    }

    @Test
    void amounts_of_different_currencies_are_never_added_nor_compared() {
        SpaceSaving sketch = new SpaceSaving(1, List.of());
        sketch.add("a", "JPY", new BigDecimal("1000000"), true);
        sketch.add("a", "USD", BigDecimal.ONE, true);

        assertThat(sketch.rows()).extracting(Moved::held).containsExactly(new BigDecimal("1000000"), BigDecimal.ONE);
    }
}
