package dev.docket.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    private static final long SEED = 20261128;
    private static final String SEPARATORS = ",;\t|";
    private static final String[] PIECES = {
        "=7*6",
        "A",
        ";",
        ",",
        "\t",
        "|",
        "\"",
        "'",
        "\r\n",
        " ",
        "-1",
        "+",
        "@SUM(1)",
        "\uff1d1",
        "\uff0b",
        "\uff0d",
        "\uff20",
        "Gr\u00f6\u00dfe"
    };

    // In a locale with semicolons a comma is text, and quotes within a cell mean nothing.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "=7*6",
                "A;=7*6",
                "A\t=7*6",
                "A|@x",
                "\uff1d7*6",
                "A;\uff0b1",
                "\uff0d2",
                "\uff20x",
                " =1",
                "A; =1",
                "-2+3",
                "a\n=1",
                "'=1"
            })
    void no_piece_of_a_cell_begins_a_formula_whatever_separates_cells(String text) {
        String row = Csv.row(List.of("SO-1", text, "end"));

        for (char separator : SEPARATORS.toCharArray()) {
            for (String piece : row.split(Pattern.quote(String.valueOf(separator)) + "|\r\n|\n")) {
                assertThat(piece.strip().replaceFirst("^\"", ""))
                        .doesNotMatch("(?s)[ \u3000]*[=+@\uff1d\uff0b\uff0d\uff20-].*");
            }
        }
    }

    @Test
    void numbers_stay_numbers() {
        assertThat(Csv.row(List.of("-12.50", "0", "1234.5"))).isEqualTo("-12.50,0,1234.5\r\n");
    }

    @Test
    void every_text_comes_back() {
        var random = new SplittableRandom(SEED);
        for (int i = 0; i < 20_000; i++) {
            var cells = new ArrayList<String>();
            for (int cell = 0; cell < 3; cell++) {
                var text = new StringBuilder();
                for (int piece = random.nextInt(6); piece > 0; piece--) {
                    text.append(PIECES[random.nextInt(PIECES.length)]);
                }
                cells.add(text.toString());
            }
            assertThat(read(Csv.row(cells))).as("seed %d, row %d", SEED, i).isEqualTo(cells);
        }
    }

    /** RFC 4180, then one apostrophe less where one may have been added. */
    private static List<String> read(String row) {
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        boolean isQuoted = false;
        for (int i = 0; i < row.length(); i++) {
            char c = row.charAt(i);
            if (isQuoted && c == '"' && i + 1 < row.length() && row.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"') {
                isQuoted = !isQuoted;
            } else if (!isQuoted && (c == ',' || row.startsWith("\r\n", i))) {
                cells.add(cell.toString());
                cell.setLength(0);
                i += c == ',' ? 0 : 1;
            } else {
                cell.append(c);
            }
        }
        return cells.stream()
                .map(text -> text.replaceAll(
                        "(?<=^|[,;|\\t\\r\\n])([ \u00a0\u3000]*)'(?=['=+@\\t\\r\uff1d\uff0b\uff0d\uff20-])", "$1"))
                .toList();
    }
}
