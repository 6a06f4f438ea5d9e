package dev.docket.service.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.service.change.ChangedFile.Row;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineDiffTest {
    @Test
    void a_changed_line_stands_beside_what_it_was() {
        assertThat(LineDiff.differing(LineDiff.between("a\nb\nc\n", "a\nB\nc\n")))
                .containsExactly(new Row(1, "a", 1, "a"), new Row(2, "b", 2, "B"), new Row(3, "c", 3, "c"));
    }

    @Test
    void lines_that_come_and_go_have_nothing_beside_them() {
        assertThat(LineDiff.between("a\nb\n", "b\nc\n"))
                .containsExactly(new Row(1, "a", 0, ""), new Row(2, "b", 1, "b"), new Row(0, "", 2, "c"));
    }

    @Test
    void only_three_lines_around_a_difference_are_shown() {
        String many = IntStream.range(0, 100).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());
        List<Row> shown = LineDiff.differing(LineDiff.between(many, many.replace("line 50\n", "other\n")));
        assertThat(shown).hasSize(7);
        assertThat(shown.get(3)).isEqualTo(new Row(51, "line 50", 51, "other"));
    }

    @Test
    void both_sides_of_any_difference_are_the_two_texts() {
        SplittableRandom random = new SplittableRandom(18);
        for (int run = 0; run < 2_000; run++) {
            String old = text(random);
            String young = text(random);
            List<Row> rows = LineDiff.between(old, young);
            assertThat(rows.stream().filter(row -> row.before() > 0).map(Row::old))
                    .containsExactlyElementsOf(old.lines().toList());
            assertThat(rows.stream().filter(row -> row.after() > 0).map(Row::young))
                    .containsExactlyElementsOf(young.lines().toList());
        }
    }

    private static String text(SplittableRandom random) {
        return random.ints(random.nextInt(12), 'a', 'e')
                .mapToObj(Character::toString)
                .collect(Collectors.joining("\n"));
    }

    @Test
    void texts_that_are_too_large_to_compare_are_shown_as_replaced() {
        String old = "a\n".repeat(2_000);
        String young = "b\n".repeat(2_000);
        assertThat(LineDiff.between(old, young)).hasSize(2_000);
        SortedMap<String, byte[]> before = new TreeMap<>();
        SortedMap<String, byte[]> after = new TreeMap<>();
        before.put("rules.drl", old.getBytes(StandardCharsets.UTF_8));
        after.put("rules.drl", young.getBytes(StandardCharsets.UTF_8));
        before.put("same.drl", new byte[] {1});
        after.put("same.drl", new byte[] {1});
        assertThat(ChangedText.between(before, after)).singleElement().satisfies(file -> {
            assertThat(file.path()).isEqualTo("rules.drl");
            assertThat(file.rows()).hasSize(400);
            assertThat(file.isWhole()).isFalse();
        });
    }
}
