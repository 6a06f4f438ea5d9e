package dev.docket.decision.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionIdTest {
    // PostgreSQL takes no NUL in a text, so none may get that far.
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "d-1 or 1", "d-1\n", "\0"})
    void what_no_decision_can_be_called_is_no_id(String text) {
        assertThat(DecisionId.parse(text)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new DecisionId(text));
    }

    @Test
    void an_id_has_at_most_100_characters() {
        assertThat(DecisionId.parse("x".repeat(100))).isPresent();
        assertThat(DecisionId.parse("x".repeat(101))).isEmpty();
    }

    @Test
    void an_id_reads_as_it_was_written() {
        assertThat(DecisionId.parse("d-0a")).hasToString("Optional[d-0a]");
    }
}
