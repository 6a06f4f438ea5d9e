package dev.docket.service.evidence;

import static dev.docket.fixture.PolicyService.OPS;
import static dev.docket.fixture.PolicyService.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.access.Sender;
import dev.docket.change.Change;
import dev.docket.change.PolicyLog;
import dev.docket.change.Selector;
import dev.docket.change.Step;
import dev.docket.change.guard.Counts;
import dev.docket.change.guard.Figures;
import dev.docket.change.guard.Guard;
import dev.docket.change.guard.Limits;
import dev.docket.change.guard.Verdict;
import dev.docket.fixture.ApprovedPolicy;
import dev.docket.fixture.PolicyService;
import dev.docket.fixture.SmallRules;
import dev.docket.journal.checkpoint.Checkpoints;
import dev.docket.journal.merkle.Hash;
import dev.docket.journal.record.ChangeEntry;
import dev.docket.journal.record.Payload;
import dev.docket.json.CanonicalJson;
import dev.docket.service.change.verify.VerifyApprovals;
import dev.docket.service.proof.JournalArchive;
import dev.docket.service.proof.JournalStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A canary in a pack: who had approved what decided in it, and whether its figures are what the records say. */
class PackedCanaryTest {
    private static final Selector EVERYBODY = new Selector(List.of(), List.of(), List.of(), List.of(), 1000);
    private static final Limits LIMITS = new Limits(50, null, 100, null, null, null, 50);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private PolicyService service;

    @SuppressWarnings("NullAway.Init") // set before each test
    private ApprovedPolicy policy;

    @SuppressWarnings("NullAway.Init") // set before each test
    private String id;

    private Instant now = Instant.EPOCH;
    private int orders;

    @BeforeEach
    void a_candidate_that_holds_what_the_base_releases_goes_into_canary() throws IOException {
        Path rules = SmallRules.write(folder.resolve("rules"), 35);
        policy = ApprovedPolicy.in(rules, data());
        now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        service = new PolicyService(rules, data(), true, () -> now);
        SmallRules.setPastDueDays(rules, 25);
        id = service.approved("sooner", policy.bobsKey());
        done(service.canary().begin(id, EVERYBODY, LIMITS, OPS));
    }

    @AfterEach
    void close() {
        service.close();
    }

    private Path data() {
        return folder.resolve("data");
    }

    private void decide(int count) {
        for (int i = 0; i < count; i++) {
            now = now.plusSeconds(1);
            var decision = service.decide(SmallRules.orderOverdueFor31Days("r-" + orders++));
            service.outcome(decision, i % 2 == 0 ? "{\"outcome\":\"HELD\"}" : "{\"outcome\":\"CANCELLED\"}");
            service.outcome(decision, "{\"outcome\":\"RELEASED\"}");
        }
        now = now.plusSeconds(10);
    }

    private Change change() {
        return service.changes().find(id).orElseThrow();
    }

    private Unpacked pack(String name, Instant from) throws IOException {
        JournalStore.Sqlite store = new JournalStore.Sqlite(data());
        new Checkpoints(service.journal(), store.keyFolder(), Clock.systemUTC()).sign();
        Path zip = folder.resolve(name + ".zip");
        new EvidencePack(JournalArchive.of(store), List.of()).write(from, now.plusSeconds(1), zip, decisions -> {});
        return Unpacked.of(zip, folder.resolve(name));
    }

    private Unpacked pack(String name) throws IOException {
        return pack(name, Instant.EPOCH);
    }

    @Test
    void what_a_canary_decided_names_its_approvers_also_after_it_was_taken_back() throws Exception {
        Change.Approval given = change().approvals().getFirst();
        String seen = Objects.requireNonNull(change().checked()).digest();
        decide(12);
        service.watch();
        assertThat(change().state()).isEqualTo(Change.State.REJECTED);
        long step = change().tried().getFirst().step();

        String said = pack("taken-back").verified(0);

        assertThat(said)
                .contains("(12 decisions) by %s, change %s: in canary".formatted(change().candidate(), id))
                .contains(id + "  proposed by key:ada (sooner)\n    approved by key:bob at ")
                .contains("    in canary since step %s: REGRESSION after 12 orders: HOLDS 12 with the candidate"
                        .formatted(step))
                .contains("the canary of %s that step %s began: counted again, as recorded".formatted(id, step))
                .contains("approvals: 0 decisions under a policy that was not approved");
        assertThat(new VerifyApprovals(JournalArchive.of(new JournalStore.Sqlite(data())))
                        .run(records -> {})
                        .isSound())
                .isTrue();

        // Approvers who are asked again see it, and one that a new check cut short.
        service.approvedAgain(id, policy.bobsKey());
        done(service.canary().begin(id, EVERYBODY, LIMITS, OPS));
        decide(1);
        service.approvedAgain(id, policy.bobsKey());
        assertThat(Objects.requireNonNull(change().checked()).dossier().tried())
                .extracting(tried ->
                        tried.figures() == null ? null : tried.figures().verdict())
                .containsExactly(Verdict.REGRESSION, null);
        assertThat(pack("later", now.minusSeconds(11)).verified(0))
                .contains("the canary of %s that step %s began: not counted again".formatted(id, step))
                .contains("cut short, so nothing was recorded of it")
                .contains("    approved by key:bob at %s with the key %s\n    they saw the dossier %s\n"
                        .formatted(given.at(), given.key(), seen));
        assertThat(VerifyApprovals.lines(
                        new VerifyApprovals(JournalArchive.of(new JournalStore.Sqlite(data()))).run(records -> {})))
                .contains("    approved by key:bob at %s with the key %s".formatted(given.at(), given.key()))
                .anyMatch(line -> line.startsWith("    they saw the dossier " + seen));
    }

    @Test
    void figures_that_are_not_what_the_records_say_are_found() throws Exception {
        decide(3);
        Figures honest = service.canary().seen(id).orElseThrow().figures();
        assertThat(honest.counts().overrides()).isEqualTo(new Counts.Share(0, 2));
        healthy(honest);
        Counts fewer = new Counts(
                2,
                0,
                2,
                new Counts.Paired(0, 2, 0, 0),
                new Counts.Paired(0, 0, 0, 2),
                new Counts.Share(0, 2),
                new Counts.Share(0, 2),
                new Counts.Share(0, 0));
        Guard guard = new Guard(LIMITS);
        Figures forged = new Figures(honest.places(), fewer, guard.verdict(fewer), guard.line(fewer));
        done(service.steps().record(id, OPS, log -> new Step.CanaryEnded("key:ops", change().candidate(), forged)));

        assertThat(pack("forged").verified(1))
                .contains("orders 2 recorded, 3 counted again; held 2 recorded, 3 counted again;")
                .contains("holds.candidateOnly 2 recorded, 3 counted again")
                .contains("NOT AS IT WAS SIGNED")
                .contains("does not count: it says HEALTHY, and its counts say NOT_ENOUGH");
    }

    /** As nobody's service would record it, but whoever holds the journal's key could. */
    private void healthy(Figures honest) {
        Step lie = new Step.CanaryEnded(
                "key:ops",
                change().candidate(),
                new Figures(honest.places(), honest.counts(), Verdict.HEALTHY, "HEALTHY after lunch"));
        PolicyLog log = service.changes().log();
        service.journal()
                .append(new ChangeEntry(
                        log.number() + 1,
                        Hash.parse(log.last().text()),
                        id,
                        lie.kind().name(),
                        now,
                        Sender.named("key:ops/K3"),
                        Payload.of(CanonicalJson.of((Record) lie))))
                .join();
    }
}
