package dev.docket.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1",
                "-1",
                "@x",
                "\t=1",
                "\r=1",
                "\n=1",
                " =1",
                "\uFF1D1",
                "\uFF0B1",
                "\uFF0D1",
                "\uFF20x",
                "'=1",
                "a;=1",
                "a\t=1",
                "a\"b",
                "a,b",
                "plain",
                "",
                "'",
                " padded ",
                "lone\rreturn",
                "two\nlines"
            })
    void a_cell_is_no_formula_in_any_locale_and_comes_back_as_it_was(String value) throws IOException {
        String row = Csv.row(List.of(value, "next"));

        assertThat(row).doesNotMatch("(?s)[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20].*");
        // Where another separator is usual, only a quoted cell stays one cell.
        assertThat(row.startsWith("\"")).isEqualTo(!value.isEmpty() && !value.equals("plain"));
        String cell = cells(row).getFirst();
        assertThat(cell.startsWith("'") ? cell.substring(1) : cell).isEqualTo(value);
    }

    @Test
    void a_cell_that_begins_with_an_apostrophe_gets_another_so_that_reading_takes_one_away() {
        assertThat(Csv.row(List.of("'=1"))).isEqualTo("\"''=1\"\r\n");
    }

    private static List<String> cells(String row) throws IOException {
        CsvMapper mapper = new CsvMapper();
        try (MappingIterator<List<String>> rows = mapper.readerForListOf(String.class)
                .with(CsvParser.Feature.WRAP_AS_ARRAY)
                .with(mapper.schema().withoutHeader())
                .readValues(row)) {
            return rows.next();
        }
    }
}
