package dev.docket.decision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailureTest {
    private final RuntimeException failure = new ArithmeticException("Division undefined");

    @Test
    void a_record_never_has_the_words_of_the_java_runtime() {
        assertThat(Failure.recorded(failure, Edition.SECOND))
                .isEqualTo("failed with java.lang.ArithmeticException; the log has the details");
    }

    @Test
    void records_of_the_first_edition_are_reproduced_with_the_words_they_have() {
        assertThat(Failure.recorded(failure, Edition.FIRST))
                .isEqualTo("java.lang.ArithmeticException: Division undefined");
    }
}
