package dev.docket.api.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallersHeaderTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"kafka:orders", "Kafka:orders", "\tkafka:orders", "key:erp/ABCDEFGH", "USER:ada/1", "kafka:"})
    void nobody_becomes_a_topic_a_key_or_a_user_by_a_header(String name) {
        assertThat(Callers.said(name))
                .hasValueSatisfying(
                        said -> assertThat(said).startsWith("header:").endsWith(name.strip()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"erp", "kafka", "my-kafka:orders", "header:kafka:orders", "Ärzte & Söhne"})
    void other_names_stay(String name) {
        assertThat(Callers.said(name)).contains(name);
    }

    @Test
    void a_name_is_one_line_of_a_bounded_length_or_none() {
        assertThat(Callers.said("a\r\nb")).contains("a  b");
        assertThat(Callers.said(" \t ")).isEmpty();
        assertThat(Callers.said("x".repeat(500)).orElseThrow()).hasSize(200);
        assertThat(Callers.said("kafka:" + "x".repeat(500)).orElseThrow())
                .startsWith("header:kafka:")
                .hasSize(200);
    }
}
