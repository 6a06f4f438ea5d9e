package dev.docket.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docket.access.Sender;
import dev.docket.bundle.Bundle;
import dev.docket.bundle.active.Recalled;
import dev.docket.bundle.store.BundleStore;
import dev.docket.decision.id.DecisionId;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.digest.Digest;
import dev.docket.fixture.BreakableJournal;
import dev.docket.fixture.MaskingKeys;
import dev.docket.fixture.Pins;
import dev.docket.fixture.SaidOfOutages;
import dev.docket.fixture.ShippedBundle;
import dev.docket.fixture.SmallBundle;
import dev.docket.journal.checkpoint.JournalKey;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Payload;
import dev.docket.journal.spool.SpoolingJournal;
import dev.docket.journal.verify.JournalVerifier;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import dev.docket.order.attribute.AttributeCatalogue;
import dev.docket.order.attribute.AttributeDefinition;
import dev.docket.order.attribute.AttributePlace;
import dev.docket.order.attribute.AttributeType;
import dev.docket.outage.Outage;
import dev.docket.service.decide.Answer;
import dev.docket.service.decide.AsDecided;
import dev.docket.service.decide.DecideOrder;
import dev.docket.service.decide.DecisionResult;
import dev.docket.service.decide.FacetsOf;
import dev.docket.service.decide.ReproduceAnswer;
import dev.docket.service.decide.Reproduced;
import dev.docket.service.privacy.DiscloseMasked;
import dev.docket.service.privacy.Disclosure;
import dev.docket.service.privacy.MaskedRequest;
import dev.docket.service.privacy.Masking;
import dev.docket.service.privacy.MaskingException;
import dev.docket.service.privacy.MaskingKey;
import dev.docket.service.proof.JournalStore;
import dev.docket.service.replay.ReplayDecision;
import dev.docket.service.replay.change.Replayed;
import dev.docket.service.search.ReadDecision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaskingTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00.123Z");
    private static final List<String> PATHS = List.of(
            "$.shipTo.name", "customer.customerId", "$.order.lines[*].substitutes[*].itemId", "shipTo.postalCode");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AttributeCatalogue FACETS = new AttributeCatalogue(Map.of(
            AttributePlace.ORDER, new TreeMap<>(Map.of("project-code", facet("project-code"), "open", facet("open")))));

    private final RequestReader reader = new RequestReader(new RecordReader());
    private final BreakableJournal journal = new BreakableJournal();
    private volatile Bundle bundle = ShippedBundle.loaded();
    private volatile boolean isKept = true;
    private final ReproduceAnswer reproduce = new ReproduceAnswer(this::recall, AsDecided.SHIPPED, reader);

    @TempDir
    Path folder;

    @Test
    void an_attribute_of_the_deployment_s_own_is_masked_by_its_name_on_every_line() {
        String request = """
                {"requestId":"r","checkpoint":"ENTRY","order":{"orderId":"O","attributes":{"project-code":"secret-1","open":"o"},
                 "lines":[{"lineId":"1","itemId":"a","orderedQty":1,"attributes":{"bin":"secret-2"}},
                  {"lineId":"2","itemId":"b","orderedQty":1}]},"customer":{"customerId":"C"}}""";
        Request read = ((Reading.Valid<Request>) reader.read(request.getBytes(StandardCharsets.UTF_8))).value();
        MaskedRequest masked = Masking.of(
                        List.of("$.order.attributes.project-code", "$.order.lines[*].attributes.bin"),
                        MaskingKeys.key(folder, 1))
                .of(read);
        assertThat(new String(masked.content(), StandardCharsets.UTF_8))
                .doesNotContain("secret-")
                .contains("\"open\":\"o\"");
        assertThat(masked.paths()).containsExactly("order.attributes.project-code", "order.lines[].attributes.bin");
        assertThat(FacetsOf.decision(
                                read.snapshot(),
                                Answer.of(read.snapshot(), masked.digest(), NOW, bundle, TraceLevel.FIRED)
                                        .decision(),
                                masked,
                                FACETS)
                        .attributes())
                .isEqualTo(Map.of("order.attributes.project-code", "masked", "order.attributes.open", "o"));
    }

    private static AttributeDefinition facet(String name) {
        return new AttributeDefinition(name, AttributeType.TEXT, List.of(), null, null, null, "SALES", "A test.", true);
    }

    @Test
    void masked_values_are_nowhere_on_the_disk_and_the_caller_gets_the_whole_answer() throws IOException {
        var decided = (DecisionResult.New) decide(masking(), order("r-1", "Ada Lovelace"));

        assertThat(text(decided.answer().bytes()))
                .contains("\"itemId\":\"SEAL-SECRET\"")
                .contains(
                        "\"masked\":[\"customer.customerId\",\"order.lines[].substitutes[].itemId\",\"shipTo.name\"]");
        assertThat(onDisk(journal.folder()))
                .contains("PUMP-7")
                .doesNotContain("Lovelace", "SEAL-SECRET", "CUST-SECRET");
        DecisionEntry entry = entry("r-1");
        assertThat(entry.facets().customerId()).isEqualTo("masked");
        assertThat(entry.requestDigest().text()).startsWith("hmac-sha256:");
        assertThat(request(entry).at("/shipTo/name/masked").textValue()).startsWith("sha256:");
        assertThat(request(entry).at("/shipTo/country").textValue()).isEqualTo("US");
        assertThat(text(bytes(entry.answer()))).contains("\"parameters\":{\"itemId\":{\"masked\":true},");
        var verifier = new JournalVerifier(
                journal, stream -> JournalKey.in(folder, stream).verifier());
        assertThat(verifier.verify(List.of(), records -> {}).problems()).isEmpty();
    }

    @Test
    void a_request_without_masked_fields_is_recorded_as_ever() throws IOException {
        String document = Files.readString(Path.of("api-spec/examples/order-minimal.json"));
        var masked = (DecisionResult.New) decide(Masking.of(List.of("shipTo.name"), key()), document);
        var whole =
                (DecisionResult.New) decide(Masking.NONE, document.replace("\"requestId\": \"", "\"requestId\": \"x-"));

        assertThat(text(masked.answer().bytes())).doesNotContain("masked");
        assertThat(request(entry(requestId(document)))).isEqualTo(JSON.readTree(document));
        assertThat(whole.decisionId()).isNotEqualTo(masked.decisionId());
    }

    @Test
    void who_sends_it_again_gets_the_whole_answer_again() {
        var first = (DecisionResult.New) decide(masking(), order("r-1", "Ada"));
        var again = (DecisionResult.Duplicate) decide(masking(), order("r-1", "Ada"));

        assertThat(text(again.answer().bytes()))
                .isEqualTo(text(first.answer().bytes()).replace("\"status\":\"NEW\"", "\"status\":\"DUPLICATE\""));

        isKept = false;
        var masked = (DecisionResult.Duplicate) decide(masking(), order("r-1", "Ada"));
        assertThat(text(masked.answer().bytes())).doesNotContain("SEAL-SECRET").contains("{\"masked\":true}");
    }

    @Test
    void who_sends_it_again_gets_what_was_recorded_if_it_would_be_decided_otherwise_now() {
        decide(masking(), order("r-1", "Ada"));
        bundle = underTheNameOf(bundle, SmallBundle.version("1"));

        var again = (DecisionResult.Duplicate) decide(masking(), order("r-1", "Ada"));

        assertThat(text(again.answer().bytes()))
                .contains("\"type\":\"SUBSTITUTE\"")
                .doesNotContain("SEAL-SECRET");
    }

    private static Bundle underTheNameOf(Bundle named, Bundle deciding) {
        return new Bundle(
                named.id(),
                deciding.decider(),
                deciding.taxonomy(),
                deciding.actions(),
                deciding.rules(),
                deciding.model(),
                deciding.drift(),
                deciding.usual());
    }

    @Test
    void what_waits_in_the_spool_is_masked_too() throws Exception {
        Path waiting = folder.resolve("spool");
        try (var spooling = SpoolingJournal.over(journal, waiting, new Outage("it", new SaidOfOutages()), lost -> {})) {
            var deciding = new DecideOrder(
                    () -> Pins.eternal(bundle), spooling, reproduce, masking(), () -> NOW, DecisionMeter.NONE);
            journal.breakDown(true);

            DecisionResult.New fresh = (DecisionResult.New) decide(deciding, order("r-1", "Ada Lovelace"));
            DecisionResult.Duplicate again = (DecisionResult.Duplicate) decide(deciding, order("r-1", "Ada Lovelace"));

            assertThat(JSON.readTree(fresh.answer().bytes()).path("record"))
                    .isEqualTo(JSON.readTree(again.answer().bytes()).path("record"))
                    .hasToString("{\"state\":\"SPOOLED\",\"masked\":[\"customer.customerId\","
                            + "\"order.lines[].substitutes[].itemId\",\"shipTo.name\"]}");
            assertThat(text(again.answer().bytes())).contains("SEAL-SECRET");
            assertThat(onDisk(waiting)).contains("PUMP-7").doesNotContain("Lovelace", "SEAL-SECRET", "CUST-SECRET");

            journal.breakDown(false);
            while (journal.count() == 0) {
                Thread.sleep(20);
            }
            assertThat(entry("r-1").masked()).hasSize(3);
            assertThat(entry("r-1").spooled()).isTrue();
        }
    }

    @Test
    void what_was_retired_is_not_answered_again() {
        decide(masking(), order("r-1", "Ada"));
        journal.retire(NOW.plusSeconds(1), NOW.plusSeconds(2), "auditor");

        assertThat(decide(masking(), order("r-1", "Ada"))).isInstanceOf(DecisionResult.Retired.class);
    }

    @Test
    void other_content_is_refused_and_the_refusal_names_no_digest_that_can_be_guessed() {
        decide(masking(), order("r-1", "Ada"));
        var refused = (DecisionResult.Conflict) decide(masking(), order("r-1", "Grace"));

        assertThat(List.of(refused.recordedDigest(), refused.sentDigest()))
                .allSatisfy(digest -> assertThat(digest.text()).matches("hmac-sha256:[0-9a-f]{8}:[0-9a-f]{64}"))
                .doesNotHaveDuplicates();
    }

    @Test
    void a_request_from_before_the_masking_is_still_known() {
        decide(Masking.NONE, order("r-1", "Ada"));

        assertThat(decide(masking(), order("r-1", "Ada"))).isInstanceOf(DecisionResult.Duplicate.class);
    }

    @Test
    void nodes_with_the_same_key_give_the_same_commitments_and_ids() {
        Request request = read(order("r-1", "Ada"));
        MaskedRequest one = masking().of(request);
        MaskedRequest same = Masking.of(PATHS, MaskingKeys.key(folder, 7)).of(request);
        MaskedRequest other = Masking.of(PATHS, MaskingKeys.key(folder, 8)).of(request);

        assertThat(same.content()).isEqualTo(one.content());
        assertThat(same.digest()).isEqualTo(one.digest());
        assertThat(other.digest()).isNotEqualTo(one.digest());
        assertThat(text(other.content())).isNotEqualTo(text(one.content()));
    }

    @Test
    void a_dry_run_does_not_tell_whether_a_guess_is_right() throws IOException {
        var decided = (DecisionResult.New) decide(masking(), order("r-1", "Ada"));
        byte[] guessed = deciding(masking())
                .dryRun(read(order("r-1", "Ada")), TraceLevel.NONE)
                .bytes();

        assertThat(JSON.readTree(guessed).path("decisionId").textValue()).isNotEqualTo(decided.decisionId());
    }

    @Test
    void a_request_is_known_again_when_nothing_is_masked_any_more() {
        decide(masking(), order("r-1", "Ada"));

        assertThat(decide(Masking.of(List.of(), key()), order("r-1", "Ada")))
                .isInstanceOf(DecisionResult.Duplicate.class);
        var refused =
                (DecisionResult.Conflict) decide(Masking.of(PATHS, MaskingKeys.key(folder, 8)), order("r-1", "Ada"));
        assertThat(refused.recordedDigest().text().substring(0, 20))
                .as("it names the other key")
                .isNotEqualTo(refused.sentDigest().text().substring(0, 20));
    }

    @Test
    void equal_values_have_other_commitments_elsewhere() throws IOException {
        decide(masking(), order("r-1", "Ada"));
        decide(masking(), order("r-2", "Ada"));

        JsonNode one = request(entry("r-1"));
        assertThat(one.at("/shipTo/name")).isNotEqualTo(request(entry("r-2")).at("/shipTo/name"));
        assertThat(one.at("/order/lines/0/substitutes/0/itemId"))
                .isNotEqualTo(one.at("/order/lines/0/substitutes/1/itemId"));
    }

    @Test
    void what_is_masked_is_neither_retold_nor_replayed() {
        var decided = (DecisionResult.New) decide(masking(), order("r-1", "Ada"));
        DecisionId id = decided.decisionId();
        var reading = new ReadDecision(journal, reproduce);

        assertThat(reading.byId(id, TraceLevel.FULL)).get().isInstanceOf(Reproduced.Masked.class);
        for (TraceLevel level : List.of(TraceLevel.FIRED, TraceLevel.NONE)) {
            var shown = (Reproduced.Answered) reading.byId(id, level).orElseThrow();
            assertThat(text(shown.answer().bytes()))
                    .contains("\"record\":", "SUBSTITUTE")
                    .doesNotContain("SEAL-SECRET");
            assertThat(text(shown.answer().bytes()).contains("\"verdict\"")).isEqualTo(level == TraceLevel.FIRED);
        }
        isKept = false; // and that the bundle is gone, too, does not matter
        try (var replay =
                new ReplayDecision(journal, this::recall, new BundleStore(folder), AsDecided.SHIPPED, reader)) {
            var result = replay.replay(id, Optional.empty(), Optional.empty()).orElseThrow();
            assertThat(result)
                    .isEqualTo(
                            new ReplayDecision.Result.Tried(
                                    bundle.id().digest(),
                                    new Replayed.NotReplayed(
                                            Replayed.Reason.MASKED,
                                            "It cannot be decided again, because these fields of the request are masked: "
                                                    + "customer.customerId, order.lines[].substitutes[].itemId, shipTo.name.")));
        }
    }

    @Test
    void who_has_the_key_and_the_order_can_prove_each_value() throws Exception {
        decide(masking(), order("r-1", "Ada"));
        DecisionEntry entry = entry("r-1");

        DiscloseMasked.Result.Disclosed same = disclosed(7, order("r-1", "Ada"));
        assertThat(same.isWholeSame()).isTrue();
        assertThat(same.disclosures()).hasSize(4).allMatch(Disclosure::isProved);
        Disclosure name = same.disclosures().getLast();
        assertThat(name.path()).isEqualTo("shipTo.name");
        assertThat(name.value()).isEqualTo("\"Ada\"");
        var sha = MessageDigest.getInstance("SHA-256");
        sha.update(HexFormat.of().parseHex(name.salt()));
        assertThat("sha256:" + HexFormat.of().formatHex(sha.digest(name.value().getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(request(entry).at("/shipTo/name/masked").textValue());
    }

    @Test
    void nothing_is_proved_with_another_order_or_another_key() {
        decide(masking(), order("r-1", "Ada"));

        assertThat(disclosed(7, order("r-1", "Eve")).disclosures())
                .filteredOn(disclosure -> !disclosure.isProved())
                .extracting(Disclosure::path)
                .containsExactly("shipTo.name");
        assertThat(disclosed(7, order("r-1", "Ada").replace("\"name\":\"Ada\",", ""))
                        .disclosures())
                .filteredOn(disclosure -> !disclosure.isProved())
                .extracting(Disclosure::value)
                .containsExactly("absent");
        assertThat(disclosed(7, order("r-1", "Ada").replace("\"orderedQty\":10", "\"orderedQty\":11"))
                        .isWholeSame())
                .isFalse();
        assertThat(disclosed(8, order("r-1", "Ada")).disclosures()).noneMatch(Disclosure::isProved);
    }

    @Test
    void an_object_can_be_masked_whole_and_paths_within_it_add_nothing() throws IOException {
        decide(Masking.of(List.of("shipTo.name", "$.shipTo", "shipTo.name"), key()), order("r-1", "Ada"));

        assertThat(entry("r-1").masked()).containsExactly("shipTo");
        assertThat(request(entry("r-1")).path("shipTo").size()).isEqualTo(1);
        assertThat(request(entry("r-1")).at("/shipTo/masked").textValue()).startsWith("sha256:");
    }

    @Test
    void every_path_that_cannot_be_masked_is_reported_at_once() {
        assertThatThrownBy(() -> Masking.of(
                        List.of(
                                "$..name",
                                "shipTo.street",
                                "order",
                                "$.order.lines[*].lineId",
                                "requestId",
                                "shipTo.name"),
                        key()))
                .hasMessageContaining("'$..name' is not a path of names and [*]")
                .hasMessageContaining("ShipTo has no field 'street'; it has partyId, name")
                .hasMessageContaining("'order' cannot be masked: records need order.netAmount")
                .hasMessageContaining("records need order.lines[].lineId")
                .hasMessageContaining("records need requestId")
                .hasMessageNotContaining("shipTo.region");
    }

    @Test
    void a_key_that_is_missing_or_weak_is_refused_without_telling_it() throws IOException {
        Path file = folder.resolve("weak");
        Files.writeString(file, Base64.getEncoder().encodeToString("guess".getBytes(StandardCharsets.UTF_8)));
        assertThatThrownBy(() -> MaskingKey.read(file))
                .isInstanceOf(MaskingException.class)
                .hasMessageContaining("it has 5 bytes")
                .hasMessageContaining("openssl rand -base64 32");
        Files.writeString(file, "not base 64: topsecret");
        assertThatThrownBy(() -> MaskingKey.read(file))
                .hasMessageContaining("it is not Base64")
                .hasMessageNotContaining("topsecret");
        assertThatThrownBy(() -> MaskingKey.read(folder.resolve("none"))).hasMessageContaining("NoSuchFile");
    }

    private Masking masking() {
        return Masking.of(PATHS, key());
    }

    private MaskingKey key() {
        return MaskingKeys.key(folder, 7);
    }

    private Recalled recall(Digest digest) {
        return isKept ? new Recalled.Usable(Pins.eternal(bundle)) : new Recalled.Missing();
    }

    private DecideOrder deciding(Masking masking) {
        return new DecideOrder(() -> Pins.eternal(bundle), journal, reproduce, masking, () -> NOW, DecisionMeter.NONE);
    }

    private DecisionResult decide(Masking masking, String document) {
        return decide(deciding(masking), document);
    }

    private DecisionResult decide(DecideOrder deciding, String document) {
        CompletionStage<DecisionResult> decided =
                deciding.decide(read(document), TraceLevel.FIRED, Sender.named("anonymous"));
        return decided.toCompletableFuture().join();
    }

    private Request read(String document) {
        return switch (reader.read(document.getBytes(StandardCharsets.UTF_8))) {
            case Reading.Valid<Request> valid -> valid.value();
            case Reading.Invalid<Request> invalid -> throw new AssertionError(invalid.problems());
        };
    }

    private DiscloseMasked.Result.Disclosed disclosed(int key, String document) {
        return (DiscloseMasked.Result.Disclosed) DiscloseMasked.of(
                new JournalStore.Sqlite(journal.folder()),
                document.getBytes(StandardCharsets.UTF_8),
                MaskingKeys.file(folder, key));
    }

    /** Short of stock, with a substitute: the answer names which. */
    private static String order(String requestId, String name) {
        return """
                {"requestId":"%s","checkpoint":"RELEASE","asOf":"2026-03-02T09:30:00Z",
                 "order":{"orderId":"SO-1","currency":"USD","createdAt":"2026-03-02T09:00:00Z","netAmount":100.00,
                  "substitutionPolicy":"EQUIVALENT",
                  "lines":[{"lineId":"1","itemId":"PUMP-7","orderedQty":10,"availableQty":2,"unitPrice":10,
                   "substitutes":[{"itemId":"SEAL-SECRET","rank":1,"equivalent":true,"availableQty":50,"ratio":1,"unitPrice":10},
                    {"itemId":"SEAL-SECRET","rank":2,"equivalent":true,"availableQty":50,"ratio":1,"unitPrice":10}]}]},
                 "customer":{"customerId":"CUST-SECRET"},
                 "shipTo":{"name":"%s","country":"US"}}""".formatted(requestId, name);
    }

    private DecisionEntry entry(String requestId) {
        return journal.findByRequestId(requestId).orElseThrow().entry();
    }

    private static String requestId(String document) throws IOException {
        return JSON.readTree(document).path("requestId").textValue();
    }

    private static JsonNode request(DecisionEntry entry) throws IOException {
        return JSON.readTree(bytes(entry.request()));
    }

    private static byte[] bytes(Payload payload) {
        return ((Payload.Kept) payload).bytes();
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }

    private static String onDisk(Path data) throws IOException {
        try (Stream<Path> files = Files.list(data)) {
            var all = new StringBuilder();
            for (Path file : files.toList()) {
                all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
            return all.toString();
        }
    }
}
