package dev.docket.cli.follow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventLinesTest {
    @Test
    void each_event_is_on_one_line_and_its_values_are_untouched() throws Exception {
        String array = """
                [{"a":1.10,"ü":"✓\\n","in":[{"b":1E400}]},
                 {"c":
                  {}}]""";
        assertThat(EventLines.of(array.getBytes(UTF_8)))
                .containsExactly("{\"a\":1.10,\"ü\":\"✓\\n\",\"in\":[{\"b\":1E400}]}", "{\"c\":   {}}");
        assertThat(EventLines.of("[]".getBytes(UTF_8))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[1]", "[{}", "[{\"a\":]"})
    void what_is_no_list_of_events_is_refused(String text) {
        assertThatThrownBy(() -> EventLines.of(text.getBytes(UTF_8))).isInstanceOf(IOException.class);
    }
}
