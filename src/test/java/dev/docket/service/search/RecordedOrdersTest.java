package dev.docket.service.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.docket.access.Sender;
import dev.docket.bundle.Bundle;
import dev.docket.bundle.active.Recalled;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.fixture.MaskingKeys;
import dev.docket.fixture.Pins;
import dev.docket.fixture.SmallBundle;
import dev.docket.journal.Journal;
import dev.docket.journal.sqlite.SqliteJournal;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import dev.docket.order.OrderSnapshot;
import dev.docket.service.DecisionMeter;
import dev.docket.service.Request;
import dev.docket.service.RequestReader;
import dev.docket.service.StoreUnavailableException;
import dev.docket.service.decide.AsDecided;
import dev.docket.service.decide.DecideOrder;
import dev.docket.service.decide.DecisionResult;
import dev.docket.service.decide.ReproduceAnswer;
import dev.docket.service.privacy.Masking;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedOrdersTest {
    private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");
    private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
    private static final Instant ELEVEN = Instant.parse("2026-03-02T11:00:00Z");

    @TempDir
    Path folder = Path.of(".");

    @Test
    void the_orders_of_a_window_are_read_as_they_were_decided_also_while_a_docket_writes() {
        try (var journal = SqliteJournal.open(folder)) {
            decide(journal, "early", NINE);
            decide(journal, "late", TEN);
            decide(journal, "later", ELEVEN);
            try (var recorded = RecordedOrders.open(folder)) {
                List<OrderSnapshot> window = recorded.received(Optional.of(TEN), Optional.of(ELEVEN), Stream::toList);

                List<OrderSnapshot> all = recorded.received(Optional.empty(), Optional.empty(), Stream::toList);
                assertThat(window).extracting(OrderSnapshot::requestId).containsExactly("late");
                assertThat(window.getFirst().now()).isEqualTo(TEN);
                assertThat(all).extracting(OrderSnapshot::requestId).containsExactly("early", "late", "later");
            }
        }
    }

    @Test
    void an_order_that_is_masked_in_parts_is_left_out() {
        try (var journal = SqliteJournal.open(folder)) {
            decide(journal, "whole", NINE);
            decide(journal, "hidden", TEN, Masking.of(List.of("customer.customerId"), MaskingKeys.key(folder, 1)));
            try (var recorded = RecordedOrders.open(folder)) {
                List<OrderSnapshot> all = recorded.received(Optional.empty(), Optional.empty(), Stream::toList);

                assertThat(all).extracting(OrderSnapshot::requestId).containsExactly("whole");
            }
        }
    }

    @Test
    void a_folder_without_a_journal_is_reported() {
        assertThatThrownBy(() -> RecordedOrders.open(folder))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("There is no journal in " + folder);
    }

    private static void decide(Journal journal, String requestId, Instant at) {
        decide(journal, requestId, at, Masking.NONE);
    }

    private static void decide(Journal journal, String requestId, Instant at, Masking masking) {
        var reader = new RequestReader(new RecordReader());
        Bundle bundle = SmallBundle.version("1");
        var reproduce = new ReproduceAnswer(digest -> new Recalled.Missing(), AsDecided.SHIPPED, reader);
        var decideOrder =
                new DecideOrder(() -> Pins.eternal(bundle), journal, reproduce, masking, () -> at, DecisionMeter.NONE);
        byte[] request = """
                {"requestId":"%s","checkpoint":"ENTRY",
                 "order":{"orderId":"O","currency":"USD","createdAt":"2026-03-02T08:00:00Z","netAmount":100,
                  "lines":[{"lineId":"1","itemId":"a","orderedQty":10,"unitPrice":10}]},
                 "customer":{"customerId":"C"}}""".formatted(requestId).getBytes(StandardCharsets.UTF_8);
        Request valid = ((Reading.Valid<Request>) reader.read(request)).value();
        assertThat(decideOrder
                        .decide(valid, TraceLevel.FIRED, Sender.named("anonymous"))
                        .toCompletableFuture()
                        .join())
                .isInstanceOf(DecisionResult.New.class);
    }
}
