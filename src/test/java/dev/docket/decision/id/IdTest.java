package dev.docket.decision.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdTest {
    // Lists of ids are stored as words separated by blanks, and PostgreSQL takes no NUL in a text.
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "two words", "line\n", "\0"})
    void what_is_not_one_word_is_no_id(String text) {
        assertThat(DecisionId.parse(text)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new DecisionId(text));
        assertThatIllegalArgumentException().isThrownBy(() -> new RuleId(text));
        assertThatIllegalArgumentException().isThrownBy(() -> new ExceptionCode(text));
    }

    @Test
    void a_decision_id_has_at_most_200_characters() {
        assertThat(DecisionId.parse("x".repeat(200))).isPresent();
        assertThat(DecisionId.parse("x".repeat(201))).isEmpty();
    }

    @Test
    void ids_read_as_they_were_written_and_sort_like_their_texts() {
        assertThat(DecisionId.parse("d-0a")).hasToString("Optional[d-0a]");
        assertThat(new RuleId("a-rule")).hasToString("a-rule").isLessThan(new RuleId("b-rule"));
        assertThat(new ExceptionCode("FIN-201")).hasToString("FIN-201").isLessThan(new ExceptionCode("FIN-202"));
    }
}
