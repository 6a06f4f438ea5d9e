package dev.docket.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docket.bundle.Bundle;
import dev.docket.bundle.BundleStore;
import dev.docket.bundle.Pin;
import dev.docket.bundle.Recalled;
import dev.docket.decision.TraceLevel;
import dev.docket.fixture.BreakableJournal;
import dev.docket.fixture.ShippedBundle;
import dev.docket.journal.DecisionEntry;
import dev.docket.journal.JournalKey;
import dev.docket.journal.JournalVerifier;
import dev.docket.journal.Payload;
import dev.docket.json.Reading;
import dev.docket.json.RecordReader;
import dev.docket.service.privacy.Disclosure;
import dev.docket.service.privacy.Masking;
import dev.docket.service.privacy.MaskingException;
import dev.docket.service.privacy.MaskingKey;
import dev.docket.service.replay.ReplayDecision;
import dev.docket.service.replay.Replayed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaskingTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00.123Z");
    private static final List<String> PATHS = List.of(
            "$.shipTo.name", "customer.customerId", "$.order.lines[*].substitutes[*].itemId", "shipTo.postalCode");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RequestReader reader = new RequestReader(new RecordReader());
    private final BreakableJournal journal = new BreakableJournal();
    private final Bundle bundle = ShippedBundle.loaded();
    private volatile boolean isKept = true;
    private final Retelling retelling = new Retelling(this::recall, reader);

    @TempDir
    Path folder;

    @Test
    void masked_values_are_nowhere_on_the_disk_and_the_caller_gets_the_whole_answer() throws IOException {
        var decided = (Outcome.New) decide(masking(), order("r-1", "Ada Lovelace"));

        assertThat(text(decided.answer()))
                .contains("\"itemId\":\"SEAL-SECRET\"")
                .contains(
                        "\"masked\":[\"customer.customerId\",\"order.lines[].substitutes[].itemId\",\"shipTo.name\"]");
        assertThat(onDisk(journal.folder()))
                .contains("PUMP-7")
                .doesNotContain("Lovelace", "SEAL-SECRET", "CUST-SECRET");
        DecisionEntry entry = entry("r-1");
        assertThat(entry.facets().customerId()).isEqualTo("masked");
        assertThat(entry.requestDigest()).startsWith("hmac-sha256:");
        assertThat(request(entry).at("/shipTo/name/masked").textValue()).startsWith("sha256:");
        assertThat(request(entry).at("/shipTo/country").textValue()).isEqualTo("US");
        assertThat(text(bytes(entry.answer()))).contains("\"parameters\":{\"itemId\":{\"masked\":\"sha256:");
        var verifier = new JournalVerifier(
                journal, stream -> JournalKey.in(folder, stream).verifier());
        assertThat(verifier.verify(List.of(), records -> {}).problems()).isEmpty();
    }

    @Test
    void a_request_without_masked_fields_is_recorded_as_ever() throws IOException {
        String document = Files.readString(Path.of("api-spec/examples/order-minimal.json"));
        var masked = (Outcome.New) decide(Masking.of(List.of("shipTo.name"), this::key), document);
        var whole = (Outcome.New) decide(Masking.NONE, document.replace("\"requestId\": \"", "\"requestId\": \"x-"));

        assertThat(text(masked.answer())).doesNotContain("masked");
        assertThat(request(entry(requestId(document)))).isEqualTo(JSON.readTree(document));
        assertThat(whole.decisionId()).isNotEqualTo(masked.decisionId());
    }

    @Test
    void who_sends_it_again_is_told_the_whole_answer_again() {
        var first = (Outcome.New) decide(masking(), order("r-1", "Ada"));
        var again = (Outcome.Duplicate) decide(masking(), order("r-1", "Ada"));

        assertThat(text(again.answer()))
                .isEqualTo(text(first.answer()).replace("\"status\":\"NEW\"", "\"status\":\"DUPLICATE\""));

        isKept = false;
        var masked = (Outcome.Duplicate) decide(masking(), order("r-1", "Ada"));
        assertThat(text(masked.answer())).doesNotContain("SEAL-SECRET").contains("{\"masked\":\"sha256:");
    }

    @Test
    void other_content_is_refused_and_the_refusal_names_no_digest_that_can_be_guessed() {
        decide(masking(), order("r-1", "Ada"));
        var refused = (Outcome.Conflict) decide(masking(), order("r-1", "Grace"));

        assertThat(List.of(refused.recordedDigest(), refused.sentDigest()))
                .allSatisfy(digest -> assertThat(digest).matches("hmac-sha256:[0-9a-f]{64}"))
                .doesNotHaveDuplicates();
    }

    @Test
    void a_request_from_before_the_masking_is_still_known() {
        decide(Masking.NONE, order("r-1", "Ada"));

        assertThat(decide(masking(), order("r-1", "Ada"))).isInstanceOf(Outcome.Duplicate.class);
    }

    @Test
    void nodes_with_the_same_key_give_the_same_commitments_and_ids() throws IOException {
        var dry = text(deciding(masking()).dryRun(read(order("r-1", "Ada")), TraceLevel.NONE));
        var other = Masking.of(PATHS, () -> MaskingKey.in(folder.resolve("other")));
        var elsewhere = text(deciding(other).dryRun(read(order("r-1", "Ada")), TraceLevel.NONE));
        var decided = (Outcome.New) decide(masking(), order("r-1", "Ada"));

        assertThat(JSON.readTree(dry).path("decisionId").textValue()).isEqualTo(decided.decisionId());
        assertThat(JSON.readTree(elsewhere).path("decisionId").textValue()).isNotEqualTo(decided.decisionId());
    }

    @Test
    void equal_values_have_other_commitments_elsewhere() throws IOException {
        decide(masking(), order("r-1", "Ada"));
        decide(masking(), order("r-2", "Ada"));

        assertThat(request(entry("r-1")).at("/shipTo/name"))
                .isNotEqualTo(request(entry("r-2")).at("/shipTo/name"));
    }

    @Test
    void what_is_masked_is_neither_retold_nor_replayed() {
        var decided = (Outcome.New) decide(masking(), order("r-1", "Ada"));
        String id = decided.decisionId();
        var reading = new ReadDecision(journal, retelling);

        assertThat(reading.byId(id, TraceLevel.FULL)).get().isInstanceOf(ReadDecision.Found.Masked.class);
        assertThat(text(((ReadDecision.Found.Told)
                                reading.byId(id, TraceLevel.FIRED).orElseThrow())
                        .answer()))
                .doesNotContain("SEAL-SECRET");
        try (var replay = new ReplayDecision(journal, this::recall, new BundleStore(folder), reader)) {
            var result = replay.replay(id, Optional.empty(), Optional.empty()).orElseThrow();
            assertThat(result)
                    .isEqualTo(
                            new ReplayDecision.Result.Tried(
                                    bundle.id().digest(),
                                    new Replayed.NotReplayed(
                                            Replayed.Reason.MASKED,
                                            "These fields of the request are masked, so it cannot be decided again: "
                                                    + "customer.customerId, order.lines[].substitutes[].itemId, shipTo.name.")));
        }
    }

    @Test
    void who_has_the_key_and_the_order_can_prove_each_value() throws Exception {
        decide(masking(), order("r-1", "Ada"));
        DecisionEntry entry = entry("r-1");

        List<Disclosure> same = disclosed(key(), order("r-1", "Ada"), entry);
        assertThat(same).hasSize(3).allMatch(Disclosure::isRecorded);
        Disclosure name = same.getLast();
        assertThat(name.path()).isEqualTo("shipTo.name");
        assertThat(name.value()).isEqualTo("\"Ada\"");
        var sha = MessageDigest.getInstance("SHA-256");
        sha.update(HexFormat.of().parseHex(name.salt()));
        assertThat("sha256:" + HexFormat.of().formatHex(sha.digest(name.value().getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(request(entry).at("/shipTo/name/masked").textValue());

        assertThat(disclosed(key(), order("r-1", "Eve"), entry))
                .filteredOn(disclosure -> !disclosure.isRecorded())
                .extracting(Disclosure::path)
                .containsExactly("shipTo.name");
        assertThat(disclosed(MaskingKey.in(folder.resolve("other")), order("r-1", "Ada"), entry))
                .noneMatch(Disclosure::isRecorded);
    }

    @Test
    void an_object_can_be_masked_whole_and_paths_within_it_add_nothing() throws IOException {
        decide(Masking.of(List.of("shipTo.name", "$.shipTo", "shipTo.name"), this::key), order("r-1", "Ada"));

        assertThat(entry("r-1").masked()).containsExactly("shipTo");
        assertThat(request(entry("r-1")).path("shipTo").size()).isEqualTo(1);
        assertThat(request(entry("r-1")).at("/shipTo/masked").textValue()).startsWith("sha256:");
    }

    @Test
    void every_path_that_cannot_be_masked_is_told_at_once() {
        assertThatThrownBy(() -> Masking.of(
                        List.of(
                                "$..name",
                                "shipTo.street",
                                "order",
                                "$.order.lines[*].lineId",
                                "requestId",
                                "shipTo.name"),
                        this::key))
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

    @Test
    void only_its_owner_may_read_the_key() throws IOException {
        key();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(MaskingKey.FILE))))
                .isEqualTo("rw-------");
    }

    private Masking masking() {
        return Masking.of(PATHS, this::key);
    }

    private MaskingKey key() {
        return MaskingKey.in(folder);
    }

    private Recalled recall(String digest) {
        return isKept ? new Recalled.Usable(Pin.eternal(bundle)) : new Recalled.Missing();
    }

    private DecideOrder deciding(Masking masking) {
        return new DecideOrder(() -> Pin.eternal(bundle), journal, retelling, masking, () -> NOW, DecisionMeter.NONE);
    }

    private Outcome decide(Masking masking, String document) {
        CompletionStage<Outcome> decided = deciding(masking).decide(read(document), TraceLevel.FIRED, "anonymous");
        return decided.toCompletableFuture().join();
    }

    private Request read(String document) {
        return switch (reader.read(document.getBytes(StandardCharsets.UTF_8))) {
            case Reading.Valid<Request> valid -> valid.value();
            case Reading.Invalid<Request> invalid -> throw new AssertionError(invalid.problems());
        };
    }

    private List<Disclosure> disclosed(MaskingKey key, String document, DecisionEntry entry) {
        return Disclosure.all(key, read(document).snapshot(), entry.masked(), bytes(entry.request()));
    }

    /** Short of stock, with a substitute: the answer tells which. */
    private static String order(String requestId, String name) {
        return """
                {"requestId":"%s","checkpoint":"RELEASE","asOf":"2026-03-02T09:30:00Z",
                 "order":{"orderId":"SO-1","currency":"USD","createdAt":"2026-03-02T09:00:00Z","netAmount":100.00,
                  "substitutionPolicy":"EQUIVALENT",
                  "lines":[{"lineId":"1","itemId":"PUMP-7","orderedQty":10,"availableQty":2,"unitPrice":10,
                   "substitutes":[{"itemId":"SEAL-SECRET","rank":1,"equivalent":true,"availableQty":50,"ratio":1,"unitPrice":10}]}]},
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
