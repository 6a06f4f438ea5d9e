package dev.docket.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.docket.training.FirstDays.Found;
import dev.docket.training.judge.AgainstValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the shipped model promises to a business that it knows nothing of; {@code docs/model-first-day.md} has the figures. */
class FirstDaysTest {
    private static final Path DATA = Path.of("../shared/data");
    /** What the docs say, and a hair more. Neither is what was wanted: see docs/model-first-day.md. */
    private static final double BEHIND_BEFORE_A_RENEWAL = 0.10;

    private static final double BEHIND_BEFORE_TRAINING = 0.045;
    private static final FirstDays FIRST_DAYS = FirstDays.of(Path.of("training/own.yaml"), Path.of("models/priority"));

    @Test
    void generated_orders_are_all_scored_whatever_is_missing_or_unseen() {
        assertThat(FIRST_DAYS.strange().unscored()).isZero();
    }

    @Test
    void generated_orders_are_all_scored_and_their_list_is_behind_value_by_no_more_than_was_measured() {
        Found found = FIRST_DAYS.generated();
        assertThat(found.unscored()).isZero();
        isBehindByAtMost(BEHIND_BEFORE_TRAINING, found.renewed());
        isBehindByAtMost(BEHIND_BEFORE_TRAINING, found.ownRates());
        isBehindByAtMost(BEHIND_BEFORE_A_RENEWAL, found.shipped());
    }

    @Test
    void every_invoice_of_online_retail_is_scored_and_from_the_first_renewal_on_ranked_no_worse_than_by_value() {
        assumeThereIs("online_retail.csv.gz");
        Found found = FIRST_DAYS.onlineRetail(DATA);
        assertThat(found.orders()).isGreaterThan(24_000);
        isNoWorseThanValue(found);
    }

    @Test
    void every_order_of_dataco_is_scored_and_from_the_first_renewal_on_ranked_no_worse_than_by_value() {
        assumeThereIs("dataco_dev.csv.gz");
        Found found = FIRST_DAYS.dataCo(DATA);
        assertThat(found.orders()).isGreaterThan(50_000);
        isNoWorseThanValue(found);
    }

    private static void assumeThereIs(String file) {
        assumeTrue(Files.exists(DATA.resolve(file)), () -> DATA.resolve(file) + " is not on this machine: skipped");
    }

    private static void isNoWorseThanValue(Found found) {
        assertThat(found.unscored()).isZero();
        assertThat(Objects.requireNonNull(found.renewed()).isNoWorse())
                .as("after the first renewal: %s", found.renewed())
                .isTrue();
        assertThat(Objects.requireNonNull(found.ownRates()).isNoWorse())
                .as("with its own rates: %s", found.ownRates())
                .isTrue();
        isBehindByAtMost(BEHIND_BEFORE_A_RENEWAL, found.shipped());
    }

    private static void isBehindByAtMost(double share, @Nullable AgainstValue against) {
        assertThat(Objects.requireNonNull(against).more().value())
                .as("%s", against)
                .isGreaterThan(-share);
    }
}
