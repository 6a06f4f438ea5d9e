package dev.docket.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.docket.training.FirstDays.Found;
import dev.docket.training.judge.AgainstValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What the shipped model promises to a business that it knows nothing of; {@code docs/model-first-day.md} has the figures. */
class FirstDaysTest {
    private static final Path DATA = Path.of("../shared/data");
    private static final FirstDays FIRST_DAYS = FirstDays.of(Path.of("training/own.yaml"), Path.of("models/priority"));

    @Test
    void generated_orders_are_all_scored_whatever_is_missing_or_unseen() {
        assertThat(FIRST_DAYS.strange().unscored()).isZero();
    }

    @Test
    void generated_orders_are_ranked_no_worse_than_by_value() {
        isNoWorseThanValue(FIRST_DAYS.generated());
    }

    @Test
    void every_invoice_of_online_retail_is_scored_and_ranked_no_worse_than_by_value() {
        assumeThereIs("online_retail.csv.gz");
        Found found = FIRST_DAYS.onlineRetail(DATA);
        assertThat(found.orders()).isGreaterThan(23_000);
        isNoWorseThanValue(found);
    }

    @Test
    void every_open_order_of_dataco_is_scored_and_ranked_no_worse_than_by_value() {
        assumeThereIs("dataco_dev.csv.gz");
        Found found = FIRST_DAYS.dataCo(DATA);
        assertThat(found.judged()).isGreaterThan(40_000);
        isNoWorseThanValue(found);
    }

    private static void assumeThereIs(String file) {
        assumeTrue(Files.exists(DATA.resolve(file)), () -> DATA.resolve(file) + " is not on this machine: skipped");
    }

    private static void isNoWorseThanValue(Found found) {
        System.out.println(found);
        assertThat(found.unscored()).isZero();
        AgainstValue shipped = Objects.requireNonNull(found.shipped());
        AgainstValue ownRates = Objects.requireNonNull(found.ownRates());
        assertThat(shipped.isNoWorse()).as("on the first day: %s", shipped).isTrue();
        assertThat(ownRates.isNoWorse()).as("with its own rates: %s", ownRates).isTrue();
    }
}
