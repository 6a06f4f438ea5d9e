package dev.docket.service.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.docket.bundle.BundleException;
import dev.docket.bundle.BundleFolder;
import dev.docket.bundle.BundleSource;
import dev.docket.decision.id.DecisionId;
import dev.docket.digest.Digest;
import dev.docket.fixture.RecordedOrders;
import dev.docket.fixture.SmallRules;
import dev.docket.journal.Journal;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Payload;
import dev.docket.journal.sqlite.SqliteJournal;
import dev.docket.sample.SampleOrders;
import dev.docket.service.proof.JournalArchive;
import dev.docket.service.proof.JournalStore;
import dev.docket.service.replay.ReplayReport.Count;
import dev.docket.service.replay.ReplayReport.Flip;
import dev.docket.service.replay.ReplayReport.Moved;
import dev.docket.service.replay.change.Proposal;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayJournalTest {
    private static final Path MODELS = Path.of("models");
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void the_bundle_that_decided_gives_the_same_bytes_for_thousands_of_orders() {
        Path data = folder.resolve("data");
        RecordedOrders.add(
                data,
                BundleFolder.of(Path.of("rules"), MODELS),
                SampleOrders.generate(51).limit(2_500));

        ReplayReport report = replay(data, Proposal.AS_RECORDED);

        assertThat(report.samples()).isEmpty();
        assertThat(report.decisions()).isBetween(2_000L, 2_500L);
        assertThat(report.same()).isEqualTo(report.decisions());
    }

    @Test
    void another_parameter_changes_exactly_the_orders_between_the_thresholds_and_counts_their_money() {
        Path data = overdueFor(31, 35, 29, 36);

        ReplayReport report = replay(data, proposal(SmallRules.write(folder.resolve("young"), 35)));

        assertThat(report.flips()).containsExactly(new Flip("HOLD", "RELEASE", "USD", 2, new BigDecimal("200")));
        assertThat(report.flipCauses()).containsExactly(new Count("PARAMETERS", 2));
        assertThat(report.extents()).contains(new Count("DISPOSITION", 2)).doesNotContain(new Count("ADVICE", 2));
        Moved released = new Moved("", "USD", 0, BigDecimal.ZERO, 2, new BigDecimal("200"), BigDecimal.ZERO);
        assertThat(report.totals()).containsExactly(released);
        assertThat(report.byCode()).extracting(Moved::name).containsExactly("FIN-202");
        assertThat(report.byCustomer()).extracting(Moved::name).containsExactly("C");
        assertThat(report.samples())
                .filteredOn(sample -> !sample.from().equals(sample.to()))
                .hasSize(2);
    }

    @Test
    void another_rule_is_a_cause_of_its_own() throws IOException {
        Path data = overdueFor(31, 20);
        Path young = SmallRules.write(folder.resolve("young"), 30);
        SmallRules.edit(young, "effects.exception(\"FIN-202\", 4)", "effects.exception(\"FIN-202\", 3)");

        ReplayReport report = replay(data, proposal(young));

        assertThat(report.causes()).containsExactly(new Count("RULES", 1));
        assertThat(report.extents()).containsExactly(new Count("ADVICE", 1));
        assertThat(report.same()).isEqualTo(1);
    }

    @Test
    void a_rule_that_moves_in_its_file_and_another_version_change_nothing() throws IOException {
        Path data = overdueFor(31, 20);
        Path young = SmallRules.write(folder.resolve("young"), 30);
        SmallRules.edit(young, "package rules;", "// A comment.\n\npackage rules;");
        Files.writeString(
                young.resolve("bundle.yaml"),
                Files.readString(young.resolve("bundle.yaml")).replace("1.0.0", "1.0.1"));

        assertThat(replay(data, proposal(young)).same()).isEqualTo(2);
    }

    @Test
    void another_model_is_a_cause_of_its_own() {
        Path data = folder.resolve("data");
        BundleFolder old = BundleFolder.of(SmallRules.write(folder.resolve("old"), 30), MODELS);
        RecordedOrders.add(
                data,
                old,
                SampleOrders.history(52).map(mapped -> mapped.snapshot()).limit(300));

        ReplayReport report = replay(data, Proposal.AS_RECORDED.withModelOf(BundleSource.NOTHING));

        assertThat(report.causes()).extracting(Count::name).containsExactly("MODEL");
        assertThat(report.fields()).extracting(Count::name).contains("priority.source");
    }

    @Test
    void what_takes_a_rule_and_a_parameter_together_is_an_interaction() throws IOException {
        // The rule alone still waits for 40 days, the parameter alone is not asked about 25: together they hold.
        Path old = SmallRules.write(folder.resolve("old"), 40);
        SmallRules.edit(old, "overdueAmount > parameters", "oldestOverdueDays > 30, overdueAmount > parameters");
        Path data = record(old, 25);
        Path young = SmallRules.write(folder.resolve("young"), 20);

        ReplayReport report = replay(data, proposal(young));

        assertThat(report.flipCauses()).containsExactly(new Count("INTERACTION", 1));
    }

    @Test
    void a_rule_that_needs_a_new_parameter_is_one_change_with_it() throws IOException {
        Path data = overdueFor(31);
        Path young = SmallRules.write(folder.resolve("young"), 30);
        SmallRules.edit(young, "parameters.days(\"past-due-days\")", "parameters.days(\"patience-days\")");
        Path parameters = young.resolve("parameters.yaml");
        Files.writeString(
                parameters,
                Files.readString(parameters)
                        .replaceFirst("(?m)^past-due-days:", "patience-days:")
                        .replaceFirst("(patience-days:\\s+unit: days\\s+value: )30", "$160"));

        ReplayReport report = replay(data, proposal(young));

        assertThat(report.flipCauses()).containsExactly(new Count("PARAMETERS", 1), new Count("RULES", 1));
    }

    @Test
    void an_interrupted_replay_goes_on_to_the_report_of_an_uninterrupted_one() {
        Path data = folder.resolve("data");
        RecordedOrders.add(
                data,
                BundleFolder.of(SmallRules.write(folder.resolve("old"), 30), null),
                SampleOrders.generate(53).limit(2_300));
        Proposal proposal = proposal(SmallRules.write(folder.resolve("young"), 10));
        try (ReplayJournal journal = ReplayJournal.open(JournalArchive.of(new JournalStore.Sqlite(data)))) {
            ReplayState start = journal.start(Selection.ALL, proposal, NOW);
            ReplayReport whole = journal.run(Selection.ALL, proposal, start, (count, state) -> {})
                    .report();
            ReplayState[] saved = {start};
            assertThatThrownBy(() -> journal.run(Selection.ALL, proposal, start, (count, state) -> {
                        saved[0] = state.get();
                        throw new IllegalStateException("killed");
                    }))
                    .hasMessage("killed");

            ReplayReport resumed = journal.run(Selection.ALL, proposal, saved[0], (count, state) -> {})
                    .report();

            assertThat(saved[0].report().decisions()).isEqualTo(1_000L);
            assertThat(whole.flipped()).isPositive();
            assertThat(resumed).isEqualTo(whole);
            assertThatThrownBy(() -> journal.run(Selection.ALL, Proposal.AS_RECORDED, saved[0], (count, state) -> {}))
                    .isInstanceOf(ReplayException.class)
                    .hasMessageContaining("a different replay");
        }
    }

    @Test
    void a_selection_replays_what_it_asks_for_and_no_more() {
        Path data = overdueFor(31, 20, 33);

        assertThat(replay(data, Proposal.AS_RECORDED, selection("disposition", "HOLD"))
                        .decisions())
                .isEqualTo(2);
        assertThat(replay(
                                data,
                                Proposal.AS_RECORDED,
                                new Selection(
                                        new TreeMap<>(),
                                        Optional.of(RecordedOrders.FIRST.plusSeconds(1)),
                                        Optional.empty()))
                        .decisions())
                .isEqualTo(2);
    }

    @Test
    void a_proposal_that_does_not_compile_is_refused_with_its_problem() throws IOException {
        Path data = overdueFor(31);
        Path young = SmallRules.write(folder.resolve("young"), 30);
        SmallRules.edit(young, "oldestOverdueDays", "oldestOverdueDay");

        assertThatThrownBy(() -> replay(data, proposal(young)))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("policy.drl");
    }

    @Test
    void what_another_engine_recorded_is_not_blamed_on_the_proposal() throws IOException {
        Path data = overdueFor(31);
        // The recorded hash is over this very answer: nobody altered it, an engine of then gave it.
        try (Journal journal = SqliteJournal.open(data)) {
            DecisionEntry entry = journal.findByRequestId("r-31").orElseThrow().entry();
            String answer = new String(((Payload.Kept) entry.answer()).bytes(), StandardCharsets.UTF_8);
            journal.append(new DecisionEntry(
                            new DecisionId("d-of-then"),
                            "r-of-then",
                            entry.requestDigest(),
                            entry.bundleDigest(),
                            entry.modelDigest(),
                            entry.at(),
                            entry.caller(),
                            entry.facets(),
                            entry.request(),
                            Payload.of(answer.replace("\"queue\":\"CREDIT\"", "\"queue\":\"FINANCE\"")
                                    .getBytes(StandardCharsets.UTF_8))))
                    .join();
        }

        assertThat(replay(data, Proposal.AS_RECORDED).causes()).containsExactly(new Count("ENGINE", 1));
        ReplayReport tried = replay(data, proposal(SmallRules.write(folder.resolve("young"), 20)));
        assertThat(tried.causes()).containsExactly(new Count("ENGINE", 1), new Count("PARAMETERS", 1));
        assertThat(tried.extents()).containsExactly(new Count("ADVICE", 1), new Count("EXPLANATION", 1));
    }

    @Test
    void a_decision_whose_payload_was_dropped_is_not_pretended() {
        Path data = overdueFor(31);
        try (Journal journal = SqliteJournal.open(data)) {
            journal.retire(NOW, NOW, "anonymous");
        }

        assertThat(replay(data, Proposal.AS_RECORDED).notReplayed()).containsExactly(new Count("RETIRED", 1));
    }

    @Test
    void a_masked_decision_is_not_pretended_with_or_without_its_bundle() throws IOException {
        Path data = overdueFor(31);
        try (Journal journal = SqliteJournal.open(data)) {
            DecisionEntry entry = journal.findByRequestId("r-31").orElseThrow().entry();
            journal.append(new DecisionEntry(
                            new DecisionId("d-masked"),
                            "r-masked",
                            entry.requestDigest(),
                            Digest.over(),
                            entry.modelDigest(),
                            entry.at(),
                            entry.sender(),
                            entry.facets(),
                            entry.request(),
                            entry.answer(),
                            new TreeSet<>(Set.of("shipTo.name")),
                            false))
                    .join();
        }

        ReplayReport report = replay(data, Proposal.AS_RECORDED);
        assertThat(report.same()).isEqualTo(1);
        assertThat(report.notReplayed()).containsExactly(new Count("MASKED", 1));
        assertThat(report.lackedBundles()).isEmpty();
    }

    @Test
    void a_bundle_that_is_gone_or_was_changed_is_not_pretended() throws IOException {
        Path data = overdueFor(31);
        Path kept;
        try (Stream<Path> folders = Files.list(data.resolve("bundles"))) {
            kept = folders.findFirst().orElseThrow();
        }

        SmallRules.setPastDueDays(kept.resolve("rules"), 32);
        assertThat(replay(data, Proposal.AS_RECORDED).notReplayed()).containsExactly(new Count("BUNDLE_UNUSABLE", 1));
        Files.move(kept, folder.resolve("elsewhere"));
        assertThat(replay(data, Proposal.AS_RECORDED).notReplayed()).containsExactly(new Count("BUNDLE_NOT_KEPT", 1));
    }

    private ReplayReport replay(Path data, Proposal proposal) {
        return replay(data, proposal, Selection.ALL);
    }

    private static ReplayReport replay(Path data, Proposal proposal, Selection selection) {
        try (ReplayJournal journal = ReplayJournal.open(JournalArchive.of(new JournalStore.Sqlite(data)))) {
            return journal.run(selection, proposal, journal.start(selection, proposal, NOW), (count, state) -> {})
                    .report();
        }
    }

    private static Proposal proposal(Path rules) {
        return Proposal.AS_RECORDED.withPolicyOf(BundleSource.read(BundleFolder.at(rules)));
    }

    private static Selection selection(String name, String value) {
        return new Selection(new TreeMap<>(java.util.Map.of(name, value)), Optional.empty(), Optional.empty());
    }

    /** Orders of 100 USD, decided by rules that hold after 30 days. */
    private Path overdueFor(Integer... days) {
        return record(SmallRules.write(folder.resolve("old"), 30), days);
    }

    private Path record(Path rules, Integer... days) {
        Path data = folder.resolve("data");
        RecordedOrders.addRequests(
                data,
                BundleFolder.of(rules, null),
                List.of(days).stream().map(overdue -> SmallRules.orderOverdueFor31Days("r-" + overdue)
                        .replace("\"oldestOverdueDays\":31", "\"oldestOverdueDays\":" + overdue)
                        .getBytes(StandardCharsets.UTF_8)));
        return data;
    }
}
