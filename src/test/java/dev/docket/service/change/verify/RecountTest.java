package dev.docket.service.change.verify;

import static dev.docket.fixture.PolicyService.ADA;
import static dev.docket.fixture.PolicyService.OPS;
import static dev.docket.fixture.PolicyService.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.change.Change;
import dev.docket.change.Dossier;
import dev.docket.change.Selector;
import dev.docket.change.Step;
import dev.docket.change.guard.Counts;
import dev.docket.change.guard.Figures;
import dev.docket.change.guard.Figures.Place;
import dev.docket.change.guard.Guard;
import dev.docket.change.guard.Limits;
import dev.docket.fixture.ApprovedPolicy;
import dev.docket.fixture.PolicyService;
import dev.docket.fixture.SmallRules;
import dev.docket.service.change.ShadowFigures;
import dev.docket.service.proof.JournalArchive;
import dev.docket.service.proof.JournalStore;
import dev.docket.service.replay.FollowState;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Figures that a service recorded of shadows and canaries, honestly or not, in one journal, counted again from its records. */
class RecountTest {
    private static final Selector EVERYBODY = new Selector(List.of(), List.of(), List.of(), List.of(), 1000);
    private static final Limits LIMITS = new Limits(50, null, 100, 10, 10, 60_000, 50);
    private static final Map<String, Long> STEPS = new HashMap<>();

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static PolicyService service;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static String id;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static VerifyApprovals.Report report;

    private static Instant now = Instant.EPOCH;
    private static int orders;

    @BeforeAll
    static void a_journal_with_honest_and_forged_figures(@TempDir Path folder) throws IOException {
        Path rules = SmallRules.write(folder.resolve("rules"), 30);
        ApprovedPolicy policy = ApprovedPolicy.in(rules, folder.resolve("data"));
        now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        service = new PolicyService(rules, folder.resolve("data"), true, () -> now);
        try {
            SmallRules.setPastDueDays(rules, 35);
            id = service.approved("later", policy.bobsKey());
            orders();
            honest();
            forgedShadows();
            forgedCanaries();
            service.approvedAgain(id, policy.bobsKey());
            done(service.changes().promote(id, OPS));
            SmallRules.setPastDueDays(rules, 25);
            id = service.approved("sooner", policy.bobsKey());
            stoppedEarly();
            report = new VerifyApprovals(JournalArchive.of(new JournalStore.Sqlite(folder.resolve("data"))))
                    .run(records -> {});
        } finally {
            service.close();
        }
    }

    /** Three orders that are 31 days late, the last one of a blocked customer; people do otherwise with the first. */
    private static void orders() {
        for (int i = 0; i < 3; i++) {
            now = now.plusSeconds(1);
            String order = SmallRules.orderOverdueFor31Days("r-" + orders++);
            var decision = service.decide(i == 2 ? order.replace("ACTIVE", "HOLD") : order);
            if (i == 0) {
                service.outcome(decision, "{\"outcome\":\"HELD\"}");
            }
        }
        now = now.plusSeconds(10);
    }

    private static void honest() {
        done(service.shadow().begin(id, Optional.of(Instant.EPOCH), ADA));
        orders();
        service.follow();
        done(service.shadow().end(id, ADA));
        STEPS.put("an honest shadow", shadow().number());
        done(service.canary().begin(id, EVERYBODY, LIMITS, OPS));
        orders();
        orders();
        STEPS.put(
                "an honest canary",
                done(service.canary().end(id, OPS)).tried().getLast().step());
    }

    private static Change.Shadow shadow() {
        return Objects.requireNonNull(change().shadow());
    }

    private static Change change() {
        return service.changes().find(id).orElseThrow();
    }

    private static void forgedShadows() {
        shadowed("no changes", of -> seen(of, 0, 0, List.of(), of.codes(), of.places()));
        shadowed(
                "fewer codes",
                of -> seen(of, 0, of.changed(), of.flips(), List.of(new Dossier.Codes("FIN-202", 0, 1)), of.places()));
        shadowed("less worth", of -> seen(of, 0, of.changed(), cheaper(of.flips()), of.codes(), of.places()));
        shadowed("more decisions", of -> seen(of, 1, of.changed(), of.flips(), of.codes(), of.places()));
        shadowed("stopped early", of -> seen(of, 0, of.changed(), of.flips(), of.codes(), earlier(of, 3)));
        shadowed("no places", of -> seen(of, 0, of.changed(), of.flips(), of.codes(), null));
    }

    /** Over all orders so far, and three more. */
    private static void shadowed(String name, UnaryOperator<Dossier.Shadow> forgery) {
        done(service.shadow().begin(id, Optional.of(Instant.EPOCH), ADA));
        orders();
        service.follow();
        List<FollowState.Place> places = service.journal().logs().stream()
                .map(log -> new FollowState.Place(log.stream(), log.size()))
                .toList();
        FollowState state = new FollowState(
                change().candidate(),
                Instant.EPOCH,
                places,
                service.shadow().seen(id).orElseThrow().report());
        Dossier.Shadow forged = forgery.apply(ShadowFigures.of(state, now, 0));
        STEPS.put(name, shadow().number());
        done(service.steps().record(id, ADA, log -> new Step.ShadowEnded("key:ada", state.candidate(), forged)));
    }

    private static Dossier.Shadow seen(
            Dossier.Shadow of,
            long more,
            long changed,
            List<Dossier.Flip> flips,
            List<Dossier.Codes> codes,
            @Nullable List<Place> places) {
        return new Dossier.Shadow(
                of.from(),
                of.upTo(),
                of.lag(),
                of.decisions() + more,
                changed,
                flips,
                codes,
                of.money(),
                of.notReplayed(),
                changed == 0 ? List.of() : of.classes(),
                places);
    }

    private static List<Dossier.Flip> cheaper(List<Dossier.Flip> flips) {
        return flips.stream()
                .map(flip ->
                        new Dossier.Flip(flip.from(), flip.to(), flip.currency(), flip.decisions(), BigDecimal.ONE))
                .toList();
    }

    private static List<Place> earlier(Dossier.Shadow of, long records) {
        return Objects.requireNonNull(of.places()).stream()
                .map(place -> new Place(place.stream(), place.sequence() - records))
                .toList();
    }

    private static void forgedCanaries() {
        ended("one more", of -> with(of, counts -> and(counts, 1, 0)));
        ended("no overrides", of -> with(of, counts -> and(counts, 0, -1)));
        ended("one record less", of -> at(of, -1));
        ended("records to come", of -> at(of, 1));
        ended(
                "a stream twice",
                of -> placed(of, List.of(of.places().getFirst(), of.places().getFirst())));
        ended("another stream", of -> placed(of, List.of(new Place("elsewhere", 3))));
    }

    /** Of three orders. */
    private static void ended(String name, UnaryOperator<Figures> forgery) {
        done(service.canary().begin(id, EVERYBODY, LIMITS, OPS));
        orders();
        Figures forged = forgery.apply(service.canary().seen(id).orElseThrow().figures());
        String candidate = change().candidate();
        STEPS.put(
                name,
                done(service.steps().record(id, OPS, log -> new Step.CanaryEnded("key:ops", candidate, forged)))
                        .tried()
                        .getLast()
                        .step());
    }

    private static Counts and(Counts of, long more, long overridden) {
        return new Counts(
                of.orders() + more,
                of.stricter(),
                of.held(),
                and(of.holds(), more),
                and(of.reviews(), more),
                new Counts.Share(
                        of.overrides().some() + overridden, of.overrides().all()),
                new Counts.Share(of.errors().some(), of.errors().all() + more),
                new Counts.Share(of.slow().some(), of.slow().all() + more));
    }

    private static Counts.Paired and(Counts.Paired of, long more) {
        return new Counts.Paired(of.both(), of.candidateOnly(), of.baseOnly(), of.neither() + more);
    }

    /** With the verdict and the line that go with other counts: nobody sees the forgery without the records. */
    private static Figures with(Figures honest, UnaryOperator<Counts> forgery) {
        Counts counts = forgery.apply(honest.counts());
        Guard guard = new Guard(LIMITS);
        return new Figures(honest.places(), counts, guard.verdict(counts), guard.line(counts));
    }

    private static Figures at(Figures honest, long later) {
        return placed(
                honest,
                honest.places().stream()
                        .map(place -> new Place(place.stream(), place.sequence() + later))
                        .toList());
    }

    private static Figures placed(Figures honest, List<Place> places) {
        return new Figures(places, honest.counts(), honest.verdict(), honest.line());
    }

    private static void stoppedEarly() {
        done(service.canary().begin(id, EVERYBODY, LIMITS, OPS));
        orders();
        Figures early = service.canary().seen(id).orElseThrow().figures();
        for (int i = 0; i < 10; i++) {
            orders();
        }
        String candidate = change().candidate();
        STEPS.put(
                "before a regression",
                done(service.steps().record(id, OPS, log -> new Step.CanaryEnded("key:ops", candidate, early)))
                        .tried()
                        .getLast()
                        .step());
    }

    private static Recount of(String name) {
        String end = "that step %s began".formatted(STEPS.get(name));
        return report.recounts().stream()
                .filter(recount -> recount.of().endsWith(end))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"an honest shadow", "an honest canary"})
    void what_an_honest_service_records_is_what_its_records_say(String name) {
        assertThat(of(name).differing()).isEmpty();
        assertThat(of(name).remark()).isEmpty();
        assertThat(VerifyApprovals.lines(report)).contains(of(name).of() + ": counted again, as recorded");
    }

    @Test
    void forged_figures_of_a_shadow_are_found_each_by_its_name() {
        assertThat(of("no changes").differing())
                .contains(
                        "decisions with another answer: 0 recorded, 9 counted again",
                        "HOLD -> RELEASE in USD: 0 recorded, 6 counted again",
                        "order value of HOLD -> RELEASE in USD: 0 recorded, 600 counted again");
        assertThat(of("fewer codes").differing()).containsExactly("FIN-202 disappears: 1 recorded, 12 counted again");
        assertThat(of("less worth").differing())
                .containsExactly("order value of HOLD -> RELEASE in USD: 1 recorded, 1000 counted again");
        assertThat(of("more decisions").differing()).containsExactly("decisions: 25 recorded, 24 counted again");
        assertThat(of("stopped early").differing()).contains("records not looked at yet: 0 recorded, 2 counted again");
        assertThat(of("no places").differing()).containsExactly("it names no records, so nobody can count again");
    }

    @Test
    void forged_figures_of_a_canary_are_found_each_by_its_name() {
        assertThat(of("one more").differing())
                .containsExactlyInAnyOrder(
                        "orders: 4 recorded, 3 counted again",
                        "orders that it was to decide: 4 recorded, 3 counted again",
                        "orders that neither policy would hold: 1 recorded, 0 counted again",
                        "orders that neither policy would review: 4 recorded, 3 counted again",
                        "orders that were timed: 4 recorded, 3 counted again");
        assertThat(of("no overrides").differing()).containsExactly("decisions overridden: 0 recorded, 1 counted again");
        assertThat(of("one record less").differing()).contains("orders: 3 recorded, 2 counted again");
        assertThat(of("records to come").differing())
                .singleElement()
                .asString()
                .contains("not recorded before its end");
        assertThat(of("a stream twice").differing()).singleElement().asString().contains("is named twice");
        assertThat(of("another stream").differing())
                .contains("record 3 of stream elsewhere is named, which was not recorded before its end")
                .contains("orders: 3 recorded, 0 counted again");
    }

    @Test
    void whoever_stops_counting_before_a_regression_is_found() {
        assertThat(of("before a regression").differing())
                .containsExactly(
                        "verdict: NOT_ENOUGH recorded, REGRESSION with all orders that were recorded before its end");
    }

    @Test
    void each_figure_that_differs_is_a_finding() {
        assertThat(report.isSound()).isFalse();
        assertThat(report.findings())
                .hasSize(report.recounts().stream()
                        .mapToInt(recount -> recount.differing().size())
                        .sum())
                .contains(of("no overrides").of() + ": decisions overridden: 0 recorded, 1 counted again");
    }
}
