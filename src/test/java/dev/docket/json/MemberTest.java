package dev.docket.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemberTest {
    private static String set(String document) {
        return new String(Member.set(document.getBytes(StandardCharsets.UTF_8), "id", "x\"y"), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{}|{\"id\":\"x\\\"y\"}",
                "{ }|{\"id\":\"x\\\"y\" }",
                "{\"a\": 1.10}|{\"id\":\"x\\\"y\",\"a\": 1.10}",
                "{\"id\" : \"old\" , \"a\":1}|{\"id\" : \"x\\\"y\" , \"a\":1}",
                "{\"a\":{\"id\":\"inner\"},\"id\":\"öld\\u0041\"}|{\"a\":{\"id\":\"inner\"},\"id\":\"x\\\"y\"}",
                "{\"a\":{\"id\":\"inner\"}}|{\"id\":\"x\\\"y\",\"a\":{\"id\":\"inner\"}}",
                "{\"id\":\"1\",\"id\":\"2\"}|{\"id\":\"x\\\"y\",\"id\":\"2\"}"
            })
    void one_member_is_set_and_every_other_byte_stays(String document, String expected) {
        assertThat(set(document)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "7", "{\"a\":", "{\"id\":7}", "{\"id\":null}", "{a:1}"})
    void what_is_no_object_or_has_no_text_there_is_left_to_its_reader(String document) {
        assertThat(set(document)).isEqualTo(document);
    }

    @Test
    void other_encodings_are_left_to_the_reader() {
        byte[] wide = "{\"a\":1}".getBytes(StandardCharsets.UTF_16BE);
        assertThat(Member.set(wide, "id", "x")).isEqualTo(wide);
        byte[] marked = "\uFEFF{\"a\":1}".getBytes(StandardCharsets.UTF_8);
        String set = new String(Member.set(marked, "id", "x"), StandardCharsets.UTF_8);
        assertThat(set).isIn("\uFEFF{\"a\":1}", "\uFEFF{\"id\":\"x\",\"a\":1}");
    }
}
