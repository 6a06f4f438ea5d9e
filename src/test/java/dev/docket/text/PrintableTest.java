package dev.docket.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {
    @ParameterizedTest
    @CsvSource({
        "0A, \\n",
        "0D, \\r",
        "09, \\t",
        "1B, \\u001b",
        "9B, \\u009b",
        "2028, \\u2028",
        "202E, \\u202e",
        "200B, \\u200b",
        "E0041, \\udb40\\udc41",
    })
    void what_moves_hides_or_reorders_is_shown_as_an_escape(String hex, String shown) {
        String text = "a" + Character.toString(Integer.parseInt(hex, 16)) + "b";

        assertThat(Printable.line(text)).isEqualTo("a" + shown + "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "Zürich, 東京, 👍", "tab\\t as text"})
    void ordinary_text_stays_as_it_is(String text) {
        assertThat(Printable.line(text)).isSameAs(text);
        assertThat(Printable.lines(text)).isSameAs(text);
    }

    @Test
    void a_text_of_lines_keeps_them_but_none_can_be_written_over() {
        assertThat(Printable.lines("a\tb\r\nc\rd\n\u001B[Ae")).isEqualTo("a\tb\r\nc\\rd\n\\u001b[Ae");
    }

    @Test
    void nothing_that_it_returns_is_a_control() {
        for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
            String line = Printable.line("x" + new String(Character.toChars(point)) + "y");
            assertThat(line.codePoints().filter(Character::isISOControl).count())
                    .as("U+%04X", point)
                    .isZero();
        }
    }
}
