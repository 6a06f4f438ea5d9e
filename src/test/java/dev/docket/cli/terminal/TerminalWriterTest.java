package dev.docket.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalWriterTest {
    private final ByteArrayOutputStream stream = new ByteArrayOutputStream();
    private final TerminalWriter writer = new TerminalWriter(stream);

    @Test
    void a_name_cannot_speak_to_the_terminal_in_whatever_way_it_is_printed() {
        String name = "\u001B]0;owned\u0007\rrules.drl";

        writer.println(name);
        writer.print(name);
        writer.printf("%s", name);
        writer.append(name).append('\u001B');
        writer.write(name.toCharArray());
        writer.flush();

        assertThat(written()).doesNotContain("\u001B", "\u0007", "\r").contains("\\u001b]0;owned\\u0007\\rrules.drl");
    }

    @Test
    void text_in_any_language_and_line_breaks_are_printed() {
        writer.println("Zürich\n\t東京 👍");

        assertThat(written()).isEqualTo("Zürich\n\t東京 👍" + System.lineSeparator());
    }

    @Test
    void a_heading_is_bold_and_its_text_is_not_obeyed() {
        Screen screen = Screen.of(writer, "out", Map.of("DOCKET_TERMINALS", "out"));

        screen.heading("Rules\u001B[2J");

        assertThat(written()).contains("\u001B[1mRules\\u001b[2J\u001B[0m");
    }

    private String written() {
        writer.flush();
        return stream.toString(UTF_8);
    }
}
