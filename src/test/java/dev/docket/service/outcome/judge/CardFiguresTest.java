package dev.docket.service.outcome.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.fixture.ShippedBundle;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CardFiguresTest {
    @Test
    void the_card_of_the_shipped_model_says_every_figure_that_is_looked_for() {
        CardFigures card = CardFigures.of(
                Objects.requireNonNull(ShippedBundle.loaded().model()).card());

        assertThat(card.rows())
                .containsKeys(
                        CardFigures.LOG_LOSS_OF_COST,
                        CardFigures.LOG_LOSS_OF_CLASSES,
                        CardFigures.CALIBRATION_ERROR,
                        CardFigures.COVERAGE);
        assertThat(card.rows().get(CardFigures.LOG_LOSS_OF_COST)).matches("0\\.\\d{3} \\(95 %: .*\\)");
        assertThat(card.covered()).containsOnlyKeys("P1", "P2", "P3", "P4");
    }

    @Test
    void a_card_without_tables_says_nothing() {
        assertThat(CardFigures.of("# Model card\n\nA good model.\n")).isEqualTo(CardFigures.NONE);
    }
}
