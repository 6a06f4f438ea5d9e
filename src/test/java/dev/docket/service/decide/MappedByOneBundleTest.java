package dev.docket.service.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.access.Sender;
import dev.docket.bundle.Bundle;
import dev.docket.bundle.active.ActiveBundle;
import dev.docket.bundle.active.Recalled;
import dev.docket.bundle.active.SharedBundle;
import dev.docket.decision.id.BundleId;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.digest.Digest;
import dev.docket.fixture.BreakableJournal;
import dev.docket.fixture.ShippedBundle;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.MappedBy;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import dev.docket.service.DecisionMeter;
import dev.docket.service.DocumentIntake;
import dev.docket.service.Received;
import dev.docket.service.RequestReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A document is mapped and decided by one bundle, whatever becomes active in between. */
class MappedByOneBundleTest {
    private static final Instant NOW = Instant.parse("2026-03-02T17:00:00Z");
    private static final String ORDER = """
            ISA*00*          *00*          *ZZ*BUYERCO        *ZZ*SELLERCO       *260302*1011*U*00401*000000905*0*P*>~
            GS*PO*BUYERCO*SELLERCO*20260302*1011*905*X*004010~
            ST*850*0001~
            BEG*00*SA*PO-%s**20260302~
            PO1*1*5*EA*9.75**VP*A~
            SE*4*0001~
            GE*1*905~
            IEA*1*000000905~
            """;

    private final BreakableJournal journal = new BreakableJournal();
    private final AtomicInteger freed = new AtomicInteger();
    private final Bundle before = ShippedBundle.loaded();
    private final Bundle after = named("after");
    private final ActiveBundle active = new ActiveBundle(new SharedBundle(before, freed::incrementAndGet));
    private final DocumentIntake intake = new DocumentIntake(active::pin, DecisionMeter.NONE);
    private final DecideOrder decideOrder = new DecideOrder(
            active::pin,
            journal,
            new ReproduceAnswer(
                    digest -> new Recalled.Missing(), AsDecided.SHIPPED, new RequestReader(new RecordReader())),
            () -> NOW,
            DecisionMeter.NONE);

    private Bundle named(String version) {
        return new Bundle(
                new BundleId(before.id().name(), version, Digest.over(version.getBytes(StandardCharsets.UTF_8))),
                before.decider(),
                before.taxonomy(),
                before.actions(),
                before.attributes(),
                before.rules(),
                before.model(),
                before.drift(),
                before.usual(),
                before.mappings());
    }

    @Test
    void a_document_that_was_mapped_before_a_reload_is_decided_by_the_bundle_that_mapped_it() {
        try (Received mapped = read("1")) {
            active.replaceBy(new SharedBundle(after, () -> {}));
            assertThat(freed).as("the bundle waits for the request").hasValue(0);

            assertOneBundle(decided(mapped), before);
        }
        assertThat(freed).hasValue(1);
        try (Received next = read("2")) {
            assertOneBundle(decided(next), after);
        }
    }

    @Test
    void the_transactions_of_an_interchange_are_decided_by_the_bundle_that_mapped_them_all() {
        String two = ORDER.formatted("3")
                .replace(
                        "SE*4*0001~",
                        "SE*4*0001~\nST*850*0002~\nBEG*00*SA*PO-4**20260302~\nPO1*1*5*EA*1**VP*B~\nSE*4*0002~")
                .replace("GE*1*", "GE*2*");
        try (DocumentIntake.Mapping mapping = intake.mapping("x12-850").orElseThrow()) {
            List<Reading<Received>> orders = valid(mapping.readAll(bytes(two)));
            active.replaceBy(new SharedBundle(after, () -> {}));

            assertThat(orders).hasSize(2).allSatisfy(order -> {
                try (Received mapped = valid(order)) {
                    assertOneBundle(decided(mapped), before);
                }
            });
        }
        assertThat(freed).hasValue(1);
    }

    private static void assertOneBundle(DecisionEntry entry, Bundle bundle) {
        assertThat(entry.bundleDigest()).isEqualTo(bundle.id().digest());
        assertThat(entry.mapped()).contains(new MappedBy("x12-850", bundle.id().digest()));
    }

    private Received read(String number) {
        try (DocumentIntake.Mapping mapping = intake.mapping("x12-850").orElseThrow()) {
            return valid(mapping.read(bytes(ORDER.formatted(number))));
        }
    }

    private DecisionEntry decided(Received received) {
        decideOrder
                .decide(received, TraceLevel.FIRED, Sender.named("erp"))
                .toCompletableFuture()
                .join();
        return journal.findByRequestId(received.request().snapshot().requestId())
                .orElseThrow()
                .entry();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static <T> T valid(Reading<T> read) {
        return ((Reading.Valid<T>) read).value();
    }
}
