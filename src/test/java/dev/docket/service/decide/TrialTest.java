package dev.docket.service.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.access.Sender;
import dev.docket.bundle.Bundle;
import dev.docket.bundle.BundleFolder;
import dev.docket.bundle.BundleLoader;
import dev.docket.bundle.LoadedBundle;
import dev.docket.bundle.active.Recalled;
import dev.docket.decision.id.ModelId;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.digest.Digest;
import dev.docket.fixture.BreakableJournal;
import dev.docket.fixture.Pins;
import dev.docket.fixture.SmallBundle;
import dev.docket.fixture.SmallRules;
import dev.docket.journal.record.CanaryArm;
import dev.docket.journal.record.CanaryArm.Part;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Payload;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import dev.docket.service.DecisionMeter;
import dev.docket.service.Request;
import dev.docket.service.RequestReader;
import dev.docket.service.canary.Split;
import dev.docket.service.privacy.Masking;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Orders that two real policies look at. */
class TrialTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final Split.Running RUNNING = new Split.Running("c-1", 7);

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static LoadedBundle base;

    /** Past due later than the base. */
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static LoadedBundle generous;

    /** Of whom a blocked account is less severe. */
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static LoadedBundle careless;

    /** That wants nobody's approval for a blocked account. */
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static LoadedBundle hasty;

    private final RequestReader reader = new RequestReader(new RecordReader());
    private final BreakableJournal journal = new BreakableJournal();

    @BeforeAll
    static void policies(@TempDir Path folder) throws IOException {
        base = BundleLoader.load(BundleFolder.of(SmallRules.write(folder.resolve("base"), 30), null));
        generous = BundleLoader.load(BundleFolder.of(SmallRules.write(folder.resolve("generous"), 40), null));
        careless = edited(folder.resolve("careless"), "\"CUS-301\", 5", "\"CUS-301\", 4");
        hasty = edited(folder.resolve("hasty"), ".approval(\"CREDIT_MANAGER\")", "");
    }

    private static LoadedBundle edited(Path folder, String old, String young) throws IOException {
        SmallRules.write(folder, 30);
        SmallRules.edit(folder, old, young);
        return BundleLoader.load(BundleFolder.of(folder, null));
    }

    @AfterAll
    static void free() {
        base.close();
        generous.close();
        careless.close();
        hasty.close();
    }

    private static String pastDue() {
        return SmallRules.orderOverdueFor31Days("r");
    }

    private static String blocked() {
        return pastDue().replace("ACTIVE", "HOLD");
    }

    private DecideOrder deciding(@Nullable Bundle candidate) {
        Split split = (snapshot, of) -> new Split.Part(
                Optional.of(RUNNING), Optional.ofNullable(candidate).map(Pins::eternal));
        return new DecideOrder(
                () -> Pins.eternal(base.bundle()),
                journal,
                new ReproduceAnswer(digest -> new Recalled.Missing(), AsDecided.SHIPPED, reader),
                Masking.NONE,
                () -> NOW,
                DecisionMeter.NONE,
                bundle -> Optional.empty(),
                split);
    }

    private DecisionEntry decided(String order, @Nullable Bundle candidate, TraceLevel level) {
        DecisionResult result = deciding(candidate)
                .decide(request(order), level, Sender.named("x"))
                .toCompletableFuture()
                .join();
        assertThat(result).isInstanceOfSatisfying(DecisionResult.New.class, fresh -> {
            String answer = new String(fresh.answer().bytes(), StandardCharsets.UTF_8);
            assertThat(answer).contains("\"canary\":{\"changeId\":\"c-1\",\"arm\":\"");
        });
        return journal.findByRequestId("r").orElseThrow().entry();
    }

    private Request request(String order) {
        return switch (reader.read(order.getBytes(StandardCharsets.UTF_8))) {
            case Reading.Valid<Request> valid -> valid.value();
            case Reading.Invalid<Request> invalid -> throw new AssertionError(invalid.problems());
        };
    }

    private void assertIsWhollyOf(DecisionEntry entry, String order, Bundle bundle) {
        assertThat(entry.bundleDigest()).isEqualTo(bundle.id().digest());
        byte[] again = Answer.of(request(order).snapshot(), entry.requestDigest(), entry.at(), bundle, TraceLevel.FIRED)
                .json();
        assertThat(((Payload.Kept) entry.answer()).bytes()).isEqualTo(again);
    }

    private static CanaryArm arm(DecisionEntry entry) {
        return entry.arm().orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(TraceLevel.class)
    void the_candidate_answers_and_its_record_reproduces_byte_for_byte(TraceLevel level) {
        DecisionEntry entry = decided(pastDue(), generous.bundle(), level);

        assertThat(arm(entry))
                .returns(Part.CANDIDATE, CanaryArm::part)
                .returns("HOLD", CanaryArm::base)
                .returns("RELEASE", CanaryArm::candidate);
        assertIsWhollyOf(entry, pastDue(), generous.bundle());
    }

    @Test
    void an_order_that_is_not_selected_is_decided_by_the_base_which_its_record_says() {
        DecisionEntry entry = decided(pastDue(), null, TraceLevel.FIRED);

        assertThat(entry.arm()).contains(CanaryArm.base("c-1", 7));
        assertIsWhollyOf(entry, pastDue(), base.bundle());
    }

    @ParameterizedTest
    @EnumSource(TraceLevel.class)
    void the_base_stands_where_the_candidate_is_less_severe_about_a_blocked_account(TraceLevel level) {
        DecisionEntry entry = decided(blocked(), careless.bundle(), level);

        assertThat(arm(entry))
                .returns(Part.BASE_STRICTER, CanaryArm::part)
                .returns("HOLD", CanaryArm::base)
                .returns("HOLD", CanaryArm::candidate);
        assertIsWhollyOf(entry, blocked(), base.bundle());
    }

    @Test
    void the_base_stands_where_the_candidate_asks_nobody_about_a_blocked_account() {
        assertThat(arm(decided(blocked(), hasty.bundle(), TraceLevel.FIRED)).part())
                .isEqualTo(Part.BASE_STRICTER);
    }

    @Test
    void a_candidate_as_strict_about_a_blocked_account_may_be_generous_otherwise() {
        DecisionEntry entry = decided(blocked(), generous.bundle(), TraceLevel.FIRED);

        assertThat(arm(entry).part()).isEqualTo(Part.CANDIDATE);
        assertIsWhollyOf(entry, blocked(), generous.bundle());
    }

    @Test
    void the_base_answers_where_the_candidate_fails() {
        Bundle failing = SmallBundle.with(
                order -> {
                    throw new IllegalStateException("a defect");
                },
                new ModelId("any", "1", Digest.over()));

        DecisionEntry entry = decided(pastDue(), failing, TraceLevel.FIRED);

        assertThat(arm(entry)).returns(Part.CANDIDATE_FAILED, CanaryArm::part).returns("", CanaryArm::candidate);
        assertIsWhollyOf(entry, pastDue(), base.bundle());
    }

    @ParameterizedTest
    @EnumSource(TraceLevel.class)
    void a_dry_run_answers_as_the_order_itself_would_be_decided_and_records_nothing(TraceLevel level) {
        assertThat(dryRun(pastDue(), generous.bundle(), level))
                .contains(generous.bundle().id().digest().text(), "\"disposition\":\"RELEASE\"")
                .doesNotContain("\"record\"");
        assertThat(dryRun(blocked(), careless.bundle(), level))
                .contains(base.bundle().id().digest().text(), "\"disposition\":\"HOLD\"");
        assertThat(journal.findByRequestId("r")).isEmpty();
    }

    private String dryRun(String order, Bundle candidate, TraceLevel level) {
        try (AnswerBody answer = deciding(candidate).dryRun(request(order), level)) {
            return new String(answer.bytes(), StandardCharsets.UTF_8);
        }
    }
}
