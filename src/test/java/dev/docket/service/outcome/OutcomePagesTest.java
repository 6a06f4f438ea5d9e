package dev.docket.service.outcome;

import static dev.docket.journal.Entries.anEntry;
import static dev.docket.journal.Entries.anOutcome;
import static dev.docket.journal.Entries.idOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.journal.record.OutcomeEntry;
import dev.docket.journal.record.Payload;
import dev.docket.journal.sqlite.SqliteJournal;
import dev.docket.json.read.RecordReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutcomePagesTest {
    private static final int COUNT = 60;
    private static final int PADDED_BYTES = 60 << 10;

    @TempDir
    private Path folder;

    // As services recorded them that stored a document as it was sent, blanks included.
    @Test
    void padded_outcomes_come_in_answers_of_about_one_mebibyte_in_order_and_none_is_left_out() {
        try (var journal = SqliteJournal.open(folder)) {
            journal.append(anEntry("one")).join();
            IntStream.range(0, COUNT)
                    .mapToObj(OutcomePagesTest::padded)
                    .map(journal::append)
                    .toList()
                    .forEach(answer -> answer.join());
            var outcomes = new RecordOutcome(
                    journal, new RecordReader(), () -> anEntry("one").at());

            List<String> read = new ArrayList<>();
            int pages = 0;
            for (Optional<Integer> next = Optional.of(0); next.isPresent(); pages++) {
                var page = outcomes.of(idOf("one"), next.get());
                assertThat(page.outcomes().stream()
                                .mapToInt(json -> json.length)
                                .sum())
                        .isLessThan((1 << 20) + 2 * PADDED_BYTES);
                page.outcomes()
                        .forEach(json ->
                                read.add(new String(json, UTF_8).replaceAll("(?s).*\\{\"n\":([0-9]+).*", "$1")));
                next = page.next();
            }

            assertThat(pages).isEqualTo(4);
            assertThat(read)
                    .containsExactlyElementsOf(IntStream.range(0, COUNT)
                            .mapToObj(Integer::toString)
                            .toList());
            assertThat(outcomes.of(idOf("one"), COUNT).next()).isEmpty();
        }
    }

    private static OutcomeEntry padded(int number) {
        var like = anOutcome("one", "HELD");
        var document = String.format(Locale.ROOT, "{\"n\":%d%s}", number, " ".repeat(PADDED_BYTES));
        return new OutcomeEntry(
                like.decisionId(), like.outcome(), like.at(), like.caller(), Payload.of(document.getBytes(UTF_8)));
    }
}
