package dev.docket.service.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetirementOrdersTest {
    private static final RetirementOrders.Order ORDER =
            new RetirementOrders.Order(Instant.parse("2026-01-01T00:00:00Z"), "Ada\nLovelace");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @Test
    void an_order_is_answered_once() {
        RetirementOrders orders = new RetirementOrders(folder);

        assertThat(orders.isWaiting()).isFalse();
        assertThat(orders.place(ORDER)).isTrue();
        assertThat(orders.isWaiting()).isTrue();
        assertThat(orders.next()).contains(ORDER);
        assertThat(orders.answer()).isEmpty();

        orders.answer(new RetirementOrders.Answer.Done(7));

        assertThat(orders.isWaiting()).isFalse();
        assertThat(orders.answer()).contains(new RetirementOrders.Answer.Done(7));
        assertThat(orders.answer()).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void one_order_at_a_time_waits() {
        RetirementOrders orders = new RetirementOrders(folder);
        orders.place(ORDER);

        assertThat(orders.place(new RetirementOrders.Order(Instant.EPOCH, "Bob")))
                .isFalse();
        assertThat(orders.next()).contains(ORDER);
    }

    @Test
    void the_answer_to_an_order_that_nobody_waited_for_is_not_taken_for_the_next_one() {
        RetirementOrders orders = new RetirementOrders(folder);
        orders.place(ORDER);
        orders.answer(new RetirementOrders.Answer.Failed("Its log says why."));

        orders.place(ORDER);

        assertThat(orders.answer()).isEmpty();
        orders.answer(new RetirementOrders.Answer.Failed("Again."));
        assertThat(orders.answer()).contains(new RetirementOrders.Answer.Failed("Again."));
    }

    @Test
    void what_is_no_order_is_none() throws IOException {
        RetirementOrders orders = new RetirementOrders(folder);
        for (String text : new String[] {"", "yesterday\nAda", "2026-01-01T00:00:00Z", "x".repeat(10_000)}) {
            Files.writeString(folder.resolve("journal-retire-order"), text);

            assertThat(orders.next()).as(text).isEmpty();
        }
    }

    @Test
    void an_order_is_its_owners_alone() throws IOException {
        new RetirementOrders(folder).place(ORDER);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("journal-retire-order"))))
                .isEqualTo("rw-------");
    }
}
