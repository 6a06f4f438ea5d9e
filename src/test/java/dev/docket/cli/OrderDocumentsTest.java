package dev.docket.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OrderDocumentsTest {
    @Test
    void each_line_of_ndjson_is_a_document_and_blank_ones_are_counted() throws IOException {
        assertThat(documents("{\"a\":\"{\\\"\"}\n\n  \r\n{\"b\":1}"))
                .containsExactly("1 {\"a\":\"{\\\"\"}", "4 {\"b\":1}");
    }

    @Test
    void an_object_that_goes_on_after_the_first_line_is_one_document() throws IOException {
        assertThat(documents("{\n \"a\": 1\n}\n")).containsExactly("1 {\n \"a\": 1\n}");
    }

    @Test
    void a_cut_off_line_after_the_first_is_a_document_of_its_own() throws IOException {
        assertThat(documents("{}\n{\"a\":\n{}\n")).containsExactly("1 {}", "2 {\"a\":", "3 {}");
    }

    @Test
    void an_empty_file_has_none() throws IOException {
        assertThat(documents("\n\n")).isEmpty();
    }

    private static List<String> documents(String file) throws IOException {
        List<String> found = new ArrayList<>();
        try (OrderDocuments documents =
                new OrderDocuments(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)))) {
            for (Optional<OrderDocuments.Document> next = documents.next(); next.isPresent(); next = documents.next()) {
                found.add(next.get().line() + " " + new String(next.get().bytes(), StandardCharsets.UTF_8).strip());
            }
        }
        return found;
    }
}
