package dev.docket.service.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.bundle.Bundle;
import dev.docket.bundle.active.ActiveBundle;
import dev.docket.bundle.active.Pin;
import dev.docket.bundle.active.SharedBundle;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.digest.RequestDigest;
import dev.docket.fixture.LongOrder;
import dev.docket.fixture.Pins;
import dev.docket.fixture.ShippedBundle;
import dev.docket.json.AnswerPieces;
import dev.docket.json.CanonicalJson;
import dev.docket.json.Heading;
import dev.docket.order.OrderSnapshot;
import dev.docket.sample.SampleOrders;
import dev.docket.service.Request;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LongTraceTest {
    private static final Instant RECEIVED = Instant.parse("2026-03-02T10:00:00Z");
    private static final long SEED = 13;

    private final Bundle bundle = ShippedBundle.loaded();

    @Test
    void in_pieces_it_has_the_bytes_that_it_has_at_once() {
        Stream<OrderSnapshot> orders = Stream.concat(
                Stream.of(LongOrder.of(20), LongOrder.of(21), LongOrder.of(200)),
                SampleOrders.generate(SEED).limit(60));

        orders.forEach(order -> {
            Heading heading = heading(order);
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            try (AnswerBody.Pieces pieces = pieces(order, Pins.eternal(bundle))) {
                while (!pieces.isDone()) {
                    byte[] piece = pieces.next();
                    assertThat(piece).hasSizeBetween(1, AnswerPieces.PIECE_BYTES);
                    all.writeBytes(piece);
                }
            }

            assertThat(all.toByteArray())
                    .as("seed %s, order %s", SEED, order.requestId())
                    .isEqualTo(Answer.under(heading, order, bundle, TraceLevel.FULL)
                            .json());
        });
    }

    @Test
    void it_keeps_its_bundle_until_it_has_been_sent_and_no_longer() {
        AtomicInteger freed = new AtomicInteger();
        ActiveBundle active = new ActiveBundle(new SharedBundle(bundle, freed::incrementAndGet));
        AnswerBody.Pieces sent;
        AnswerBody.Pieces abandoned;
        try (Pin pin = active.pin()) {
            sent = pieces(LongOrder.of(100), pin);
            abandoned = pieces(LongOrder.of(100), pin);
        }

        active.close();
        assertThat(freed).hasValue(0);
        sent.bytes();
        abandoned.next();
        assertThat(freed).hasValue(0);
        abandoned.close();
        abandoned.close();

        assertThat(freed).hasValue(1);
        assertThat(abandoned.isDone()).isTrue();
        assertThat(abandoned.next()).isEmpty();
    }

    private AnswerBody.Pieces pieces(OrderSnapshot order, Pin pin) {
        Request request = new Request(order, CanonicalJson.of(order), CanonicalJson.digest(order));
        return (AnswerBody.Pieces) Answer.Pair.under(heading(order), request, bundle, pin, TraceLevel.FULL)
                .wanted()
                .with(Ending.UNRECORDED);
    }

    private Heading heading(OrderSnapshot order) {
        return Answer.heading(order, RequestDigest.of(CanonicalJson.digest(order)), RECEIVED, bundle.id());
    }
}
