package dev.docket.service.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docket.access.Sender;
import dev.docket.bundle.Bundle;
import dev.docket.bundle.active.Recalled;
import dev.docket.decision.id.DecisionId;
import dev.docket.decision.id.ModelId;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.decision.urgency.Measured;
import dev.docket.decision.urgency.Opinion;
import dev.docket.digest.Digest;
import dev.docket.digest.RequestDigest;
import dev.docket.fixture.BreakableJournal;
import dev.docket.fixture.Pins;
import dev.docket.fixture.SaidOfOutages;
import dev.docket.fixture.SmallBundle;
import dev.docket.journal.spool.SpoolingJournal;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import dev.docket.outage.Outage;
import dev.docket.service.DecisionMeter;
import dev.docket.service.Request;
import dev.docket.service.RequestReader;
import dev.docket.service.search.ReadDecision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DecideOrderTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00.123456Z");
    private static final ModelId MODEL = new ModelId("any", "1", Digest.over());
    private static final String MINIMAL = """
            {"requestId":"r-1","checkpoint":"ENTRY",
             "order":{"orderId":"%s","currency":"USD","createdAt":"2026-03-02T09:00:00Z","netAmount":%s,
              "lines":[{"lineId":"1","itemId":"a","orderedQty":10,"unitPrice":10}]},
             "customer":{"customerId":"C"}}""";

    private final RequestReader reader = new RequestReader(new RecordReader());
    private final BreakableJournal journal = new BreakableJournal();
    private volatile Bundle active = SmallBundle.version("1");
    private final ReproduceAnswer reproduce = new ReproduceAnswer(
            digest -> active.id().digest().equals(digest)
                    ? new Recalled.Usable(Pins.eternal(active))
                    : new Recalled.Missing(),
            AsDecided.SHIPPED,
            reader);
    private final DecideOrder decideOrder =
            new DecideOrder(() -> Pins.eternal(active), journal, reproduce, () -> NOW, DecisionMeter.NONE);
    private final ReadDecision readDecision = new ReadDecision(journal, reproduce);

    @Test
    void a_new_request_is_decided_as_of_its_receipt_and_recorded() throws IOException {
        DecisionResult outcome = decide(MINIMAL.formatted("SO-1", "100"));

        JsonNode answer = json(((DecisionResult.New) outcome).answer().bytes());
        assertThat(answer.path("status").textValue()).isEqualTo("NEW");
        assertThat(answer.path("asOf").textValue()).isEqualTo("2026-03-02T10:00:00.123Z");
        assertThat(answer.path("record").toString())
                .startsWith("{\"state\":\"RECORDED\",\"stream\":\"" + journal.log().stream()
                        + "\",\"sequence\":1,\"previousHash\":\"sha256:000000");
        assertThat(journal.count()).isEqualTo(1);
    }

    @Test
    void the_same_content_in_another_spelling_is_a_duplicate_even_under_another_bundle() throws IOException {
        byte[] first = ((DecisionResult.New) decide(MINIMAL.formatted("SO-1", "100")))
                .answer()
                .bytes();
        active = SmallBundle.version("2");

        DecisionResult again = decide(MINIMAL.formatted("SO-1", "1.0e2").replaceAll("\\s", ""));

        String shown = text(((DecisionResult.Duplicate) again).answer().bytes());
        assertThat(shown).isEqualTo(text(first).replace("\"status\":\"NEW\"", "\"status\":\"DUPLICATE\""));
        assertThat(journal.count()).isEqualTo(1);
    }

    @Test
    void other_content_under_the_same_request_id_is_a_conflict_that_names_both_digests() {
        decide(MINIMAL.formatted("SO-1", "100"));

        DecisionResult.Conflict conflict = (DecisionResult.Conflict) decide(MINIMAL.formatted("SO-1", "101"));

        assertThat(conflict.recordedDigest())
                .isEqualTo(RequestDigest.of(
                        request(MINIMAL.formatted("SO-1", "100")).digest()));
        assertThat(conflict.sentDigest())
                .isEqualTo(RequestDigest.of(
                        request(MINIMAL.formatted("SO-1", "101")).digest()));
    }

    @ParameterizedTest
    @EnumSource(TraceLevel.class)
    void an_order_is_decided_once_whatever_the_answer_lists(TraceLevel level) {
        AtomicInteger asked = new AtomicInteger();
        active = SmallBundle.with(
                order -> {
                    asked.incrementAndGet();
                    return new Opinion.Abstained(MODEL, "it only counts");
                },
                MODEL);

        decide(decideOrder, MINIMAL.formatted("SO-1", "100"), level);

        assertThat(asked).hasValue(1);
    }

    @Test
    void what_the_classifier_measured_is_watched_and_not_measured_again() {
        Measured measured = new Measured(new double[] {1, 2}, 0.5);
        active = SmallBundle.with(order -> new Opinion.OutOfRange(MODEL, List.of("everything"), measured), MODEL);
        List<Measured> watched = new ArrayList<>();
        var deciding = new DecideOrder(() -> Pins.eternal(active), journal, reproduce, () -> NOW, new DecisionMeter() {
            @Override
            public void measured(Measured seen, Bundle by) {
                watched.add(seen);
            }
        });

        decide(deciding, MINIMAL.formatted("SO-1", "100"), TraceLevel.FIRED);

        assertThat(watched).singleElement().isSameAs(measured);
    }

    @Test
    void nothing_is_answered_while_nothing_can_be_recorded() {
        journal.breakDown(true);

        assertThat(decide(MINIMAL.formatted("SO-1", "100")))
                .isInstanceOfSatisfying(DecisionResult.Unavailable.class, refused -> assertThat(refused.because())
                        .startsWith("The journal is not available.")
                        .doesNotContain("disk"));
        journal.breakDown(false);
        assertThat(journal.count()).isZero();
    }

    @Test
    void with_a_spool_it_is_answered_and_marked_while_nothing_can_be_recorded(@TempDir Path folder) throws IOException {
        try (var spooling = SpoolingJournal.over(journal, folder, new Outage("it", new SaidOfOutages()), lost -> {})) {
            var deciding =
                    new DecideOrder(() -> Pins.eternal(active), spooling, reproduce, () -> NOW, DecisionMeter.NONE);
            journal.breakDown(true);

            var fresh = (DecisionResult.New) decide(deciding, MINIMAL.formatted("SO-1", "100"), TraceLevel.FULL);
            var again = (DecisionResult.Duplicate) decide(deciding, MINIMAL.formatted("SO-1", "1e2"), TraceLevel.FIRED);
            var other = decide(deciding, MINIMAL.formatted("SO-1", "101"), TraceLevel.FIRED);

            JsonNode first = json(fresh.answer().bytes());
            JsonNode second = json(again.answer().bytes());
            assertThat(first.path("status").textValue()).isEqualTo("NEW");
            assertThat(first.path("record").toString()).isEqualTo("{\"state\":\"SPOOLED\"}");
            assertThat(second.path("status").textValue()).isEqualTo("DUPLICATE");
            assertThat(second.path("record").toString()).isEqualTo("{\"state\":\"SPOOLED\"}");
            assertThat(again.decisionId()).isEqualTo(fresh.decisionId());
            assertThat(other).isInstanceOf(DecisionResult.Conflict.class);
        }
    }

    @Test
    void a_defect_is_not_an_outcome() {
        assertThatThrownBy(() -> decide(MINIMAL.formatted("BROKEN", "100"))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void the_decision_id_comes_from_content_and_bundle() throws IOException {
        String id = idOf(MINIMAL.formatted("SO-1", "100"));

        assertThat(idOf(MINIMAL.formatted("SO-1", "100.00"))).isEqualTo(id);
        assertThat(idOf(MINIMAL.formatted("SO-1", "100.01"))).isNotEqualTo(id);
        active = SmallBundle.version("2");
        assertThat(idOf(MINIMAL.formatted("SO-1", "100"))).isNotEqualTo(id);
    }

    @Test
    void the_same_request_sent_many_times_at_once_is_recorded_once() {
        Request request = request(MINIMAL.formatted("SO-1", "100"));

        List<CompletableFuture<DecisionResult>> sent = IntStream.range(0, 50)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                                () -> decideOrder.decide(request, TraceLevel.FIRED, Sender.named("anonymous")))
                        .thenCompose(stage -> stage))
                .toList();

        List<DecisionResult> outcomes =
                sent.stream().map(CompletableFuture::join).toList();
        assertThat(outcomes).filteredOn(DecisionResult.New.class::isInstance).hasSize(1);
        assertThat(outcomes)
                .filteredOn(DecisionResult.Duplicate.class::isInstance)
                .hasSize(49);
        assertThat(journal.count()).isEqualTo(1);
    }

    @Test
    void a_record_can_be_read_at_any_level_while_its_bundle_is_loaded() throws IOException {
        byte[] held = Files.readAllBytes(Path.of("api-spec/examples/order-released.json"));
        DecisionResult.New full = (DecisionResult.New) decide(text(held), TraceLevel.FULL);
        DecisionId id = full.decisionId();

        assertThat(shown(id, TraceLevel.FULL)).isEqualTo(text(full.answer().bytes()));
        assertThat(shown(id, TraceLevel.FIRED)).doesNotContain("NOT_MATCHED");
        assertThat(json(shown(id, TraceLevel.NONE).getBytes(StandardCharsets.UTF_8))
                        .path("trace")
                        .path("rules"))
                .isEmpty();

        active = SmallBundle.version("2");
        assertThat(readDecision.byId(id, TraceLevel.FULL))
                .contains(new Reproduced.BundleNotLoaded(
                        SmallBundle.version("1").id().digest(),
                        "It was decided with a different bundle, which is not kept here."));
        assertThat(shown(id, TraceLevel.FIRED)).contains("\"record\":");
    }

    private String shown(DecisionId id, TraceLevel level) {
        return text(((Reproduced.Answered) readDecision.byId(id, level).orElseThrow())
                .answer()
                .bytes());
    }

    private String idOf(String document) throws IOException {
        return json(decideOrder.dryRun(request(document), TraceLevel.NONE).bytes())
                .path("decisionId")
                .textValue();
    }

    private DecisionResult decide(String document) {
        return decide(document, TraceLevel.FIRED);
    }

    private DecisionResult decide(String document, TraceLevel level) {
        return decide(decideOrder, document, level);
    }

    private DecisionResult decide(DecideOrder deciding, String document, TraceLevel level) {
        try {
            return deciding.decide(request(document), level, Sender.named("anonymous"))
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException wrapper) {
            throw new AssertionError(wrapper.getCause());
        }
    }

    private Request request(String document) {
        return switch (reader.read(document.getBytes(StandardCharsets.UTF_8))) {
            case Reading.Valid<Request> valid -> valid.value();
            case Reading.Invalid<Request> invalid -> throw new AssertionError(invalid.problems());
        };
    }

    private static JsonNode json(byte[] document) throws IOException {
        return new ObjectMapper().readTree(document);
    }

    private static String text(byte[] document) {
        return new String(document, StandardCharsets.UTF_8);
    }
}
