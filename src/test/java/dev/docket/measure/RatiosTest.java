package dev.docket.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RatiosTest {
    private static final Ratios BEFORE = ratios("yardstick", "write", new Spread(2, 1.9, 2.1));

    @Test
    void what_was_written_is_read_as_it_was(@TempDir Path folder) throws IOException {
        BEFORE.write(folder.resolve("old.json"));
        assertThat(Ratios.read(folder.resolve("old.json"))).isEqualTo(BEFORE);
    }

    @Test
    void slower_is_what_lies_beyond_both_intervals() {
        Ratios slower = ratios("yardstick", "write", new Spread(2.4, 2.2, 2.6));
        assertThat(slower.slowerThan(BEFORE))
                .containsExactly(
                        "write: 1.20 times as long as before, 2.40 (2.20 to 2.60) instead of 2.00 (1.90 to 2.10)");
    }

    @Test
    void intervals_that_touch_and_what_got_faster_are_not_reported() {
        assertThat(ratios("yardstick", "write", new Spread(2.4, 2.1, 2.6)).slowerThan(BEFORE))
                .isEmpty();
        assertThat(ratios("yardstick", "write", new Spread(1, 0.9, 1.1)).slowerThan(BEFORE))
                .isEmpty();
    }

    @Test
    void figures_beside_something_else_are_not_compared() {
        assertThatThrownBy(() -> ratios("echo", "write", new Spread(2, 2, 2)).slowerThan(BEFORE))
                .hasMessageContaining("'yardstick', these to 'echo'");
    }

    @Test
    void a_comparison_that_finds_something_slower_or_missing_ends_with_1(@TempDir Path folder) throws IOException {
        Path old = folder.resolve("old.json");
        BEFORE.write(old);
        Wanted wanted = Wanted.of(5, "--compare", old.toString());
        assertThat(wanted.end(BEFORE)).isZero();
        assertThat(wanted.end(ratios("yardstick", "write", new Spread(9, 8, 10))))
                .isEqualTo(1);
        assertThat(wanted.end(ratios("yardstick", "read", new Spread(1, 1, 1)))).isEqualTo(1);
    }

    @Test
    void a_run_may_be_compared_with_the_file_that_it_replaces(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("same.json");
        BEFORE.write(file);
        Ratios slower = ratios("yardstick", "write", new Spread(9, 8, 10));
        assertThat(Wanted.of(5, "--json", file.toString(), "--compare", file.toString())
                        .end(slower))
                .isEqualTo(1);
        assertThat(Ratios.read(file)).isEqualTo(slower);
    }

    @Test
    void an_option_that_is_not_known_is_named() {
        assertThatThrownBy(() -> Wanted.of(5, "--rouns", "3"))
                .isInstanceOf(Wanted.Misunderstood.class)
                .hasMessageContaining("--rouns");
        assertThatThrownBy(() -> Wanted.of(5, "--json")).hasMessageContaining("needs a value");
        assertThatThrownBy(() -> Wanted.of(5, "--rounds", "few")).hasMessageContaining("'few'");
    }

    private static Ratios ratios(String beside, String name, Spread spread) {
        return new Ratios(beside, new TreeMap<>(Map.of(name, spread)));
    }
}
