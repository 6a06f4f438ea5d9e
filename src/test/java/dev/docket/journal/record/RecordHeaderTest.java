package dev.docket.journal.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.docket.access.Call;
import dev.docket.access.Sender;
import dev.docket.decision.id.DecisionId;
import dev.docket.decision.id.ExceptionCode;
import dev.docket.decision.id.RuleId;
import dev.docket.digest.Digest;
import dev.docket.digest.RequestDigest;
import dev.docket.journal.Entries;
import dev.docket.journal.merkle.Hash;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordHeaderTest {
    private static final Instant AT = Instant.parse("2026-03-29T01:00:00.123Z");
    private static final Facets FACETS = new Facets(
            "SO-1",
            "C-1",
            "WHOLESALE",
            "BER",
            "RELEASE",
            "HOLD",
            "P2",
            "EUR",
            new BigDecimal("1234.50"),
            new TreeSet<>(Set.of(new ExceptionCode("INV-401"), new ExceptionCode("CRD-101"))),
            new TreeSet<>(Set.of(new RuleId("credit-limit-exceeded"))));

    // The file's first lines were written by the first version that recorded anything: its records must verify for
    // ever.
    @Test
    void the_header_of_each_kind_of_record_never_changes() throws IOException {
        var headers = List.<Entry>of(
                decision(Sender.named("Größe"), Collections.emptySortedSet(), false),
                decision(Sender.named("Größe"), new TreeSet<>(Set.of("shipTo.name")), true),
                new OutcomeEntry(new DecisionId("d-1"), "RELEASED", AT, "x", Payload.of("{}".getBytes(UTF_8))),
                new RetirementEntry(3, AT, AT, "x"),
                decision(
                        new Sender("key:erp", Optional.of(new Call("call-1", Optional.of("0a".repeat(16))))),
                        Collections.emptySortedSet(),
                        false),
                new OutcomeEntry(
                        new DecisionId("d-1"),
                        "RELEASED",
                        AT,
                        new Sender("x", Optional.of(new Call("call-2", Optional.empty()))),
                        Payload.of("{}".getBytes(UTF_8))),
                new ChangeEntry(
                        17,
                        Hash.ZERO,
                        "c-1",
                        "APPROVED",
                        AT,
                        new Sender("key:x/Y", Optional.of(new Call("call-3", Optional.empty()))),
                        Payload.of("{}".getBytes(UTF_8))),
                with(Entries.attributed(
                        FACETS, Map.of("order.attributes.project", "P 7", "customer.attributes.tier", "GOLD"))),
                Entries.mapped(new MappedBy("x12-850", new Digest("sha256:" + "cc".repeat(32))), with(FACETS)),
                new WorkEntry(
                        new DecisionId("d-1"),
                        1,
                        WorkEntry.Act.CLAIMED,
                        "key:x",
                        AT,
                        new Sender("key:x/Y", Optional.of(new Call("call-4", Optional.empty()))),
                        Payload.of("{}".getBytes(UTF_8))),
                new WorkEntry(
                        new DecisionId("d-1"),
                        2,
                        WorkEntry.Act.NOTED,
                        "",
                        AT,
                        Sender.named("Größe"),
                        Payload.of("{}".getBytes(UTF_8))),
                Entries.intake(
                        2,
                        17,
                        30,
                        "18 DUPLICATE 0123456789ab:7",
                        "20-21 ABSENT",
                        "22 DEAD_LETTERED invalid-request sha256:" + "dd".repeat(32)));

        assertThat(headers.stream()
                        .map(entry -> new String(RecordHeader.json(entry, "0123456789ab", 7, Hash.ZERO), UTF_8)))
                .containsExactlyElementsOf(Files.readAllLines(Path.of("src/test/resources/journal/headers.jsonl")));
    }

    @Test
    void facets_are_read_back_from_their_texts() {
        assertThat(Facets.of(facet -> facet.text(FACETS), "")).isEqualTo(FACETS);
        var attributed = Entries.attributed(FACETS, Map.of("b", "1 2%", "b-c", "", "b.d", "%20"));
        var text = AttributeFacets.text(attributed.attributes());
        assertThat(text).isEqualTo("b-c= b.d=%2520 b=1%202%25");
        assertThat(Facets.of(facet -> facet.text(attributed), text)).isEqualTo(attributed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"b=1 a=1", "a=1 a=2", "a", "=1", "a=%", "a=%2520 ", "a=1  b=2"})
    void attributes_that_nobody_can_have_written_are_no_facets(String text) {
        assertThatThrownBy(() -> AttributeFacets.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1 LOST",
                "01 ABSENT",
                "1-0 ABSENT",
                "1-1 ABSENT",
                "-1 ABSENT",
                "1 ABSENT x",
                "1 ABSENT ",
                "1-2 DUPLICATE 0123456789ab:7",
                "1 DUPLICATE 7",
                "1 DUPLICATE 0123456789ab:0",
                "1 DEAD_LETTERED invalid",
                "1 DEAD_LETTERED Bad -",
                "99999999999999999999 ABSENT"
            })
    void what_nobody_can_have_written_is_nothing_apart(String text) {
        assertThatThrownBy(() -> IntakeEntry.Apart.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_range_has_what_is_apart_in_order_and_within_it() {
        assertThatThrownBy(() -> Entries.intake(0, 5, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Entries.intake(0, 5, 9, "4 ABSENT")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Entries.intake(0, 5, 9, "8-9 ABSENT")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Entries.intake(0, 5, 9, "7 ABSENT", "6 ABSENT"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static DecisionEntry with(Facets facets) {
        return Entries.with(facets, AT, decision(Sender.named("x"), Collections.emptySortedSet(), false));
    }

    private static DecisionEntry decision(Sender sender, SortedSet<String> masked, boolean isSpooled) {
        return new DecisionEntry(
                new DecisionId("d-1"),
                "r-1",
                new RequestDigest("sha256:" + "aa".repeat(32)),
                new Digest("sha256:" + "bb".repeat(32)),
                Optional.empty(),
                AT,
                sender,
                FACETS,
                Payload.of("{}".getBytes(UTF_8)),
                Payload.of("[]".getBytes(UTF_8)),
                masked,
                isSpooled);
    }
}
