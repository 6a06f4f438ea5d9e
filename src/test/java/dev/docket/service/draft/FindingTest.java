package dev.docket.service.draft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.rules.RuleCheck;
import dev.docket.rules.RuleFolder;
import dev.docket.rules.Severity;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Where findings of the real check stand, and what they suggest. */
class FindingTest {
    private static final SortedMap<String, byte[]> SHIPPED = RuleFolder.read(Path.of("rules"));

    @Test
    void a_mistyped_field_is_marked_where_it_stands_and_has_a_suggestion() {
        assertMarked(
                "credit.drl", "oldestOverdueDays >", "oldestOverdueDay >", "oldestOverdueDay", "oldestOverdueDays");
    }

    @Test
    void a_mistyped_code_action_and_parameter_are_marked_in_their_quotes() {
        assertMarked("credit.drl", "\"FIN-201\", 4", "\"FIN-2O1\", 4", "FIN-2O1", "FIN-201");
        assertMarked("credit.drl", "\"HOLD_CREDIT\"", "\"HOLD_CREDI\"", "HOLD_CREDI", "HOLD_CREDIT");
        assertMarked("credit.drl", "\"past-due-amount\"", "\"past-due-amont\"", "past-due-amont", "past-due-amount");
    }

    @Test
    void a_word_of_a_data_file_is_suggested_as_these_files_write_it() {
        assertMarked("parameters.yaml", "unit: days", "unit: dayz", "dayz", "days");
    }

    @Test
    void a_syntax_error_is_marked_at_the_column_that_the_parser_names() {
        assertMarked("credit.drl", "isSale == true", "isSale = true", "=", "");
    }

    @Test
    void what_names_no_word_marks_the_line_without_its_indent() {
        assertMarked("parameters.yaml", "value: 90", "value: 900", "value: 900", "");
    }

    private static void assertMarked(String file, String right, String wrong, String marked, String instead) {
        String text = new String(SHIPPED.get(file), StandardCharsets.UTF_8);
        assertThat(text).contains(right);
        String mistyped = text.replaceFirst(Pattern.quote(right), wrong);
        SortedMap<String, byte[]> files = new TreeMap<>(SHIPPED);
        files.put(file, mistyped.getBytes(StandardCharsets.UTF_8));
        List<String> lines = mistyped.lines().toList();
        assertThat(RuleCheck.read(files).stream()
                        .filter(problem -> problem.file().equals(file) && problem.severity() == Severity.ERROR)
                        .map(problem -> Finding.of(problem, lines.get(problem.line() - 1)))
                        .map(found -> lines.get(found.line() - 1).substring(found.from(), found.to()) + " -> "
                                + found.instead()))
                .contains(marked + " -> " + instead);
    }
}
