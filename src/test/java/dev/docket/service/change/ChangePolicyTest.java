package dev.docket.service.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.docket.access.Sender;
import dev.docket.bundle.BundleContent;
import dev.docket.bundle.BundleException;
import dev.docket.bundle.BundleFolder;
import dev.docket.bundle.active.ActiveBundle;
import dev.docket.bundle.active.SharedBundle;
import dev.docket.bundle.signature.SignatureCheck;
import dev.docket.bundle.signature.SigningKey;
import dev.docket.bundle.store.BundleStore;
import dev.docket.bundle.store.SnapshotStore;
import dev.docket.change.Change;
import dev.docket.change.Dossier;
import dev.docket.change.Refusal;
import dev.docket.change.Statement;
import dev.docket.change.Step;
import dev.docket.digest.Digest;
import dev.docket.fixture.SmallRules;
import dev.docket.journal.Entries;
import dev.docket.journal.Journal;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.sqlite.SqliteJournal;
import dev.docket.service.bundle.ActivateBundle;
import dev.docket.service.bundle.Activation;
import dev.docket.service.bundle.PrepareBundle;
import dev.docket.service.change.verify.VerifyApprovals;
import dev.docket.service.proof.JournalArchive;
import dev.docket.service.proof.JournalStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an edit in a folder to a decision, with a real journal and real keys. */
class ChangePolicyTest {
    private static final Sender ADA = Sender.named("key:ada/K1");
    private static final Sender BOB = Sender.named("key:bob/K2");
    private static final Sender CARL = Sender.named("key:carl/K3");
    private static final Sender OPS = Sender.named("key:ops/K4");
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private Instant now = Instant.parse("2026-03-02T10:00:00Z");

    @SuppressWarnings("NullAway.Init") // set before each test
    private Journal journal;

    @SuppressWarnings("NullAway.Init") // set before each test
    private SigningKey adasKey;

    @SuppressWarnings("NullAway.Init") // set before each test
    private SigningKey bobsKey;

    @SuppressWarnings("NullAway.Init") // set before each test
    private SigningKey carlsKey;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Service service;

    /** A service on the journal and the folder of this test. */
    private final class Service {
        private final ChangePolicy changes;
        private final ApprovalGate gate;
        private final ActivateBundle activation;
        private final ActiveBundle active;

        Service(boolean isRequired) {
            InstantSource clock = () -> now;
            BundleStore store = new BundleStore(folder.resolve("data/bundles"));
            ChangeLog log = new ChangeLog(journal);
            gate = new ApprovalGate(log, isRequired);
            PrepareBundle preparation = new PrepareBundle(SignatureCheck.OFF, store, gate);
            BundleFolder rules = BundleFolder.of(folder.resolve("rules"), null);
            PrepareBundle.Prepared first = preparation.first(rules, BundleContent.read(rules), now);
            active = new ActiveBundle(SharedBundle.of(first.loaded()));
            activation = new ActivateBundle(() -> rules, preparation, active, Optional.empty(), clock, one -> {});
            changes = new ChangePolicy(
                    () -> rules,
                    store,
                    new MakeDossier(journal, store, new SnapshotStore(List.of(folder.resolve("snapshots")))),
                    journal,
                    log,
                    activation,
                    gate,
                    clock);
        }

        String decides() {
            return active.get().id().digest().text();
        }
    }

    @BeforeEach
    void a_service_with_a_policy_that_was_approved() throws IOException {
        adasKey = SigningKey.generate(folder.resolve("ada.pem"));
        bobsKey = SigningKey.generate(folder.resolve("bob.pem"));
        carlsKey = SigningKey.generate(folder.resolve("carl.pem"));
        edit(30);
        journal = SqliteJournal.open(folder.resolve("data"));
        service = new Service(false);
        String first = approvedAfterCheck(done(service.changes.propose(Optional.empty(), "the first policy", null, ADA))
                .id());
        assertThat(done(service.changes.promote(first, OPS)).state()).isEqualTo(Change.State.PROMOTED);
        service = new Service(true);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    @Test
    void an_edit_decides_once_somebody_else_than_its_author_approved_it() throws IOException {
        String before = service.decides();
        edit(31);
        assertThat(service.activation.activate()).isInstanceOf(Activation.Refused.class);
        Change proposed = done(service.changes.propose(Optional.empty(), "customers pay later", "T-17", ADA));
        String id = proposed.id();
        assertThat(why(service.changes.submit(id, ADA))).isEqualTo(Refusal.WRONG_STATE);

        Change checked = done(service.changes.check(id, Optional.empty(), DAY, ADA));
        assertThat(checked.base()).isEqualTo(before);
        assertThat(dossierOf(checked).changes())
                .anySatisfy(change -> assertThat(change.says()).contains("past-due-days", "30", "31"));
        assertThat(checked.missing()).containsExactly("policy");
        assertThat(why(service.changes.promote(id, OPS))).isEqualTo(Refusal.APPROVALS_MISSING);

        done(service.changes.submit(id, ADA));
        assertThat(why(service.changes.approve(id, signed(id, adasKey, "key:ada"), ADA)))
                .isEqualTo(Refusal.SELF_APPROVAL);
        assertThat(why(service.changes.approve(id, signed(id, adasKey, "key:bob"), BOB)))
                .isEqualTo(Refusal.OTHER_KEY);
        assertThat(service.decides()).isEqualTo(before);

        assertThat(done(service.changes.approve(id, signed(id, bobsKey, "key:bob"), BOB))
                        .state())
                .isEqualTo(Change.State.APPROVED);
        assertThat(done(service.changes.promote(id, OPS)).state()).isEqualTo(Change.State.PROMOTED);
        assertThat(service.decides()).isEqualTo(proposed.candidate()).isNotEqualTo(before);
        assertThat(new ChangeLog(journal).findings()).isEmpty();
        assertThat(new ChangeLog(journal).now()).isEqualTo(service.changes.log());
    }

    @Test
    void an_edit_after_approval_voids_it() throws IOException {
        edit(31);
        String id = approvedAfterCheck(done(service.changes.propose(Optional.empty(), "later", null, ADA))
                .id());
        edit(32);

        assertThat(done(service.changes.check(id, Optional.empty(), DAY, CARL)).approvals())
                .isEmpty();
        assertThat(why(service.changes.promote(id, OPS))).isEqualTo(Refusal.APPROVALS_MISSING);
        done(service.changes.submit(id, ADA));
        // Whoever sent the new content is an author now.
        assertThat(why(service.changes.approve(id, signed(id, carlsKey, "key:carl"), CARL)))
                .isEqualTo(Refusal.SELF_APPROVAL);
        assertThat(done(service.changes.approve(id, signed(id, bobsKey, "key:bob"), BOB))
                        .state())
                .isEqualTo(Change.State.APPROVED);
    }

    @Test
    void an_emergency_that_is_refused_leaves_nothing_behind() throws IOException {
        edit(31);
        Files.writeString(folder.resolve("rules/policy.drl"), "this is no rule");
        assertThat(service.changes.emergency(Optional.empty(), "fire", Duration.ofHours(1), OPS))
                .isInstanceOf(ChangeResult.Unusable.class);
        edit(45);
        assertThat(service.changes.emergency(Optional.empty(), "fire", Duration.ofHours(1), OPS))
                .as("its cases do not hold")
                .isInstanceOf(ChangeResult.Unusable.class);
        edit(31);
        assertThat(why(service.changes.emergency(Optional.empty(), "fire", Duration.ofHours(73), OPS)))
                .isEqualTo(Refusal.TOO_LONG);
        assertThat(why(service.changes.emergency(Optional.empty(), " ", Duration.ofHours(1), OPS)))
                .isEqualTo(Refusal.NO_REASON);

        assertThat(service.changes.log().changes()).hasSize(1);
        assertThat(service.changes.log().emergency()).isEmpty();
    }

    @Test
    void a_change_whose_base_no_longer_decides_must_be_checked_again() throws IOException {
        edit(31);
        String slow = approvedAfterCheck(done(service.changes.propose(Optional.empty(), "slow", null, ADA))
                .id());
        edit(32);
        String fast = approvedAfterCheck(done(service.changes.propose(Optional.empty(), "fast", null, ADA))
                .id());
        done(service.changes.promote(fast, OPS));

        assertThat(service.changes.promote(slow, OPS))
                .isInstanceOfSatisfying(ChangeResult.Refused.class, refused -> assertThat(refused.because())
                        .contains("Check it again"))
                .satisfies(refused -> assertThat(why(refused)).isEqualTo(Refusal.STALE_BASE));
    }

    @Test
    void a_start_goes_on_with_what_was_approved_and_refuses_anything_else() throws IOException {
        edit(31);

        assertThatThrownBy(() -> new Service(true))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("was not approved");
    }

    @Test
    void a_rollback_brings_back_what_was_approved_before_and_needs_nobody_elses_approval() throws IOException {
        String before = service.decides();
        edit(31);
        String id = approvedAfterCheck(done(service.changes.propose(Optional.empty(), "later", null, ADA))
                .id());
        done(service.changes.promote(id, OPS));

        Change back = done(service.changes.rollBack("holds too much", OPS));

        assertThat(back.state()).isEqualTo(Change.State.ROLLED_BACK);
        assertThat(service.decides()).isEqualTo(before);
        assertThat(why(service.changes.rollBack("once more", OPS))).isEqualTo(Refusal.NOTHING_BEFORE);
        assertThat(why(service.changes.promote(id, OPS))).isEqualTo(Refusal.WRONG_STATE);
    }

    @Test
    void an_emergency_needs_a_reason_and_ends_by_itself() throws IOException {
        String before = service.decides();
        edit(31);
        assertThat(why(service.changes.emergency(Optional.empty(), " ", Duration.ofHours(1), OPS)))
                .isEqualTo(Refusal.NO_REASON);
        assertThat(why(service.changes.emergency(Optional.empty(), "fire", Duration.ofDays(4), OPS)))
                .isEqualTo(Refusal.TOO_LONG);
        assertThat(service.decides()).isEqualTo(before);

        done(service.changes.emergency(Optional.empty(), "fire", Duration.ofHours(1), OPS));
        String during = service.decides();
        assertThat(during).isNotEqualTo(before);
        assertThat(service.changes.log().emergencyAt(now)).isPresent();
        assertThat(service.changes.follow()).isEmpty();

        now = now.plus(Duration.ofHours(1));
        assertThat(service.changes.follow()).isPresent();
        assertThat(service.decides()).isEqualTo(before);
        assertThatThrownBy(() -> service.gate.check(new Digest(during), now)).isInstanceOf(BundleException.class);
    }

    @Test
    void the_auditor_sees_which_records_which_policy_decided_and_who_had_approved_it() throws IOException {
        String first = service.decides();
        decide("before", first);
        edit(31);
        String id = approvedAfterCheck(done(service.changes.propose(Optional.empty(), "later", null, ADA))
                .id());
        done(service.changes.promote(id, OPS));
        String second = service.decides();
        decide("after", second);
        decide("in flight", first);
        now = now.plusSeconds(60);
        decide("one", second);
        decide("by the policy before", first);
        decide("by nobody's", Digest.over(new byte[0]).text());
        edit(32);
        done(service.changes.emergency(Optional.empty(), "fire", Duration.ofHours(1), OPS));
        String third = service.decides();
        decide("in an emergency", third);
        now = now.plus(Duration.ofHours(2));
        decide("after the emergency", second);
        decide("too late", third);

        VerifyApprovals.Report report = report();

        assertThat(report.findings()).isEmpty();
        assertThat(report.spans())
                .extracting(span -> span.standing() + " " + span.records())
                .containsExactly(
                        "APPROVED 1",
                        "APPROVED 1",
                        "APPROVED 1",
                        "APPROVED 1",
                        "UNAPPROVED 1",
                        "UNAPPROVED 1",
                        "EMERGENCY 1",
                        "APPROVED 1",
                        "UNAPPROVED 1");
        assertThat(report.isSound()).isFalse();
        assertThat(VerifyApprovals.lines(report))
                .anyMatch(line -> line.contains(id) && line.contains("proposed by key:ada"))
                .anyMatch(line -> line.contains("approved by key:bob"))
                .anyMatch(line -> line.contains("they saw the dossier sha256:"));
    }

    @Test
    void what_was_decided_before_any_policy_was_approved_is_listed() throws IOException {
        journal.close();
        journal = SqliteJournal.open(folder.resolve("fresh"));
        decide("early", service.decides());

        VerifyApprovals.Report report = new VerifyApprovals(
                        JournalArchive.of(new JournalStore.Sqlite(folder.resolve("fresh"))))
                .run(records -> {});

        assertThat(report.spans()).singleElement().satisfies(span -> assertThat(span.because())
                .isEqualTo("no policy had been approved yet"));
    }

    @Test
    void a_dossier_with_other_approvers_than_the_policy_names_is_found() throws IOException {
        Dossier honest =
                dossierOf(service.changes.log().changes().values().iterator().next());
        Dossier.Person eve = new Dossier.Person("key:eve", carlsKey.publicKey(), List.of("policy"));
        Dossier forged = new Dossier(
                honest.changes(),
                0,
                honest.check(),
                honest.replay(),
                honest.needs(),
                List.of(eve),
                honest.approvals(),
                null,
                null,
                null);
        RecordSteps steps = new RecordSteps(journal, new ChangeLog(journal), () -> now);
        String base = service.changes.log().base();
        String evil = Digest.over(new byte[0]).text();
        done(steps.record("c-evil", ADA, log -> new Step.Proposed("key:ada", evil, "because", null)));
        done(steps.record("c-evil", ADA, log -> new Step.Checked("key:ada", evil, base, forged)));
        done(service.changes.submit("c-evil", ADA));
        done(service.changes.approve("c-evil", signed("c-evil", carlsKey, "key:eve"), Sender.named("key:eve/K9")));
        done(steps.record("c-evil", OPS, log -> new Step.Promoted("key:ops", evil, base)));

        assertThat(report().findings())
                .singleElement()
                .asString()
                .contains("c-evil", "names other approvers than " + base);
    }

    private static Dossier dossierOf(Change change) {
        return Objects.requireNonNull(change.checked()).dossier();
    }

    private VerifyApprovals.Report report() {
        return new VerifyApprovals(JournalArchive.of(new JournalStore.Sqlite(folder.resolve("data"))))
                .run(records -> {});
    }

    private void decide(String requestId, String bundle) {
        DecisionEntry like = Entries.anEntry(requestId);
        journal.append(new DecisionEntry(
                        like.decisionId(),
                        requestId,
                        like.requestDigest(),
                        new Digest(bundle),
                        like.modelDigest(),
                        now,
                        "key:erp/K9",
                        like.facets(),
                        like.request(),
                        like.answer()))
                .join();
    }

    private String approvedAfterCheck(String id) {
        Change checked = done(service.changes.check(id, Optional.empty(), DAY, ADA));
        assertThat(dossierOf(checked).check().problems()).isEmpty();
        done(service.changes.submit(id, ADA));
        done(service.changes.approve(id, signed(id, bobsKey, "key:bob"), BOB));
        return id;
    }

    private ChangePolicy.Approval signed(String id, SigningKey key, String by) {
        Change change = service.changes.find(id).orElseThrow();
        Digest dossier = Digest.over(service.changes.dossier(id).orElseThrow());
        Statement statement = new Statement(
                id, change.base(), change.candidate(), dossier.text(), String.valueOf(change.submission()), by);
        return new ChangePolicy.Approval(
                statement.candidate(),
                statement.base(),
                statement.dossier(),
                statement.submission(),
                key.publicKey(),
                key.sign(statement.text()));
    }

    private void edit(int days) throws IOException {
        Path rules = folder.resolve("rules");
        if (Files.exists(rules)) {
            try (var files = Files.walk(rules)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
        SmallRules.write(rules, days);
        SmallRules.coverByCases(rules);
        Files.writeString(rules.resolve("approvals.yaml"), """
                people:
                  - {identity: "key:ada", key: %s, roles: [policy]}
                  - {identity: "key:bob", key: %s, roles: [policy]}
                  - {identity: "key:carl", key: %s, roles: [policy]}
                rules:
                  - {role: policy}
                """.formatted(
                        adasKey.publicKey(), bobsKey.publicKey(), carlsKey.publicKey()));
    }

    private static Change done(ChangeResult result) {
        assertThat(result).isInstanceOf(ChangeResult.Done.class);
        return ((ChangeResult.Done) result).change();
    }

    private static Refusal why(ChangeResult result) {
        assertThat(result).isInstanceOf(ChangeResult.Refused.class);
        return ((ChangeResult.Refused) result).why();
    }
}
