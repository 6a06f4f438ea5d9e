package dev.docket.service.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.bundle.store.SnapshotStore;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.priority.reference.TakenSnapshot;
import dev.docket.sample.PastOrder;
import dev.docket.sample.SampleBusiness;
import dev.docket.service.decide.Reproduced;
import dev.docket.service.outcome.RenewSnapshot.Result;
import dev.docket.service.proof.JournalArchive;
import dev.docket.service.proof.JournalStore;
import dev.docket.service.replay.ReplayJournal;
import dev.docket.service.replay.ReplayReport;
import dev.docket.service.replay.Selection;
import dev.docket.service.replay.change.Proposal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenewSnapshotTest {
    private static final List<PastOrder> ORDERS =
            SampleBusiness.orders(9).limit(460).toList();
    private static final Instant FIRST = at(300);

    @TempDir
    Path folder = Path.of(".");

    @Test
    void an_hour_s_records_become_what_is_usual_and_every_decision_replays_to_the_same_bytes() throws IOException {
        try (UsualOrders service = new UsualOrders(folder.resolve("data"))) {
            List<String> before = service.decide(ORDERS.subList(0, 300));
            service.report(ORDERS.subList(0, 200), at(299));
            Result.Renewed renewed = (Result.Renewed) service.renewal.renew(FIRST.plusSeconds(61));
            List<String> after = service.decide(ORDERS.subList(300, 400));
            service.report(ORDERS.subList(200, 260), at(399));
            Result.Renewed again = (Result.Renewed) service.renewal.renew(at(400));
            List<String> last = service.decide(ORDERS.subList(400, 460));

            assertThat(before).allMatch(answer -> answer.contains("\"basis\":\"PRIOR\""));
            assertThat(after)
                    .allMatch(answer ->
                            answer.contains(renewed.snapshot().digest().text())
                                    && answer.contains("\"basis\":\"OWN\""));
            assertThat(last)
                    .allMatch(
                            answer -> answer.contains(again.snapshot().digest().text()));
            assertThat(renewed.snapshot().id().takenAt()).isEqualTo(FIRST);
            assertThat(again.snapshot().content().leastProbabilities())
                    .as("prediction sets follow what became of the orders")
                    .hasSize(4)
                    .isNotEqualTo(renewed.snapshot().content().leastProbabilities());

            assertThat(replayed(service.data).same()).isEqualTo(460);
            assertThat(priority(full(service, ORDERS.get(10)))).isEqualTo(priority(before.get(10)));
            assertThat(priority(full(service, ORDERS.get(310)))).isEqualTo(priority(after.get(10)));
            assertThat(priority(full(service, ORDERS.get(410)))).isEqualTo(priority(last.get(10)));

            Path file = SnapshotStore.in(service.data)
                    .resolve(renewed.snapshot().digest().text().replace(':', '-') + ".json");
            Files.writeString(file, Files.readString(file).replace("\"baseRate\":0", "\"baseRate\":0.0"));
            ReplayReport changed = replayed(service.data);
            assertThat(changed.same()).isEqualTo(360);
            assertThat(changed.notReplayed()).containsExactly(new ReplayReport.Count("SNAPSHOT_NOT_KEPT", 100));
        }
    }

    @Test
    void services_that_share_a_journal_come_to_the_same_snapshot_whatever_is_recorded_meanwhile() {
        try (UsualOrders one = new UsualOrders(folder.resolve("one"))) {
            one.decide(ORDERS.subList(0, 300));
            one.report(ORDERS.subList(0, 200), at(299));
            TakenSnapshot first = ((Result.Renewed) one.renewal.renew(FIRST.plusSeconds(61))).snapshot();

            // What is recorded after the hour does not count in it, though another service computes it later.
            one.decide(ORDERS.subList(301, 320));
            one.report(ORDERS.subList(200, 260), FIRST.plusSeconds(5));
            UsualOrders other = new UsualOrders(folder.resolve("other"), one.journal);
            TakenSnapshot second =
                    ((Result.Renewed) other.renewal.renew(FIRST.plus(Duration.ofMinutes(50)))).snapshot();

            assertThat(second).isEqualTo(first);
            assertThat(other.snapshots.read(first.digest())).contains(first);
            other.active.close();
        }
    }

    @Test
    void nothing_is_renewed_before_the_hour_is_over_and_settled_or_when_nothing_is_new() {
        try (UsualOrders service = new UsualOrders(folder.resolve("data"))) {
            service.decide(ORDERS.subList(0, 150));
            assertThat(service.renewal.renew(at(150))).isEqualTo(new Result.TooFew(150));
            service.decide(ORDERS.subList(150, 300));

            assertThat(service.renewal.renew(FIRST.plusSeconds(61))).isInstanceOf(Result.Renewed.class);
            assertThat(service.renewal.renew(FIRST.plusSeconds(3_600))).isEqualTo(new Result.Unchanged());
            assertThat(service.renewal.renew(FIRST.plusSeconds(3_660)))
                    .as("the next hour, in which nothing happened")
                    .isEqualTo(new Result.Unchanged());
            service.decide(ORDERS.subList(301, 302));
            assertThat(service.renewal.renew(at(303))).isInstanceOf(Result.Renewed.class);
        }
    }

    @Test
    void a_service_goes_on_after_a_restart_with_what_was_usual_before() {
        try (UsualOrders service = new UsualOrders(folder.resolve("data"))) {
            service.decide(ORDERS.subList(0, 300));
            TakenSnapshot before = ((Result.Renewed) service.renewal.renew(at(301))).snapshot();

            UsualOrders restarted = new UsualOrders(folder.resolve("data"), service.journal);
            RenewSnapshot.resume(restarted.active, restarted.snapshots);
            assertThat(restarted.decide(ORDERS.subList(301, 302)).getFirst())
                    .contains(before.digest().text());
            restarted.active.close();
        }
    }

    private static String priority(String answer) {
        return answer.substring(answer.indexOf("\"priority\":"), answer.indexOf("\"trace\":"));
    }

    private static String full(UsualOrders service, PastOrder order) {
        var recorded = service.journal.findByDecisionId(service.id(order)).orElseThrow();
        return new String(
                ((Reproduced.Answered) service.reproduce.at(recorded, TraceLevel.FULL))
                        .answer()
                        .bytes(),
                StandardCharsets.UTF_8);
    }

    private static ReplayReport replayed(Path data) {
        try (ReplayJournal journal = ReplayJournal.open(JournalArchive.of(new JournalStore.Sqlite(data)))) {
            return journal.run(
                            Selection.ALL,
                            Proposal.AS_RECORDED,
                            journal.start(Selection.ALL, Proposal.AS_RECORDED, Instant.parse("2027-01-01T00:00:00Z")),
                            (decisions, state) -> {})
                    .report();
        }
    }

    private static Instant at(int order) {
        return SampleBusiness.START.plus(Duration.ofHours(2L * order));
    }
}
