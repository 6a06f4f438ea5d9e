package dev.docket.service.outcome.judge;

import static dev.docket.journal.Entries.AT;
import static dev.docket.journal.Entries.anEntry;
import static dev.docket.journal.Entries.idOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.digest.Digest;
import dev.docket.journal.Entries;
import dev.docket.journal.Journal;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.OutcomeEntry;
import dev.docket.journal.record.Payload;
import dev.docket.journal.sqlite.SqliteJournal;
import dev.docket.service.outcome.Share;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // set before each test
class JudgeModelsTest {
    private static final String OLD = Entries.digest("old model").text();
    private static final String NEW = Entries.digest("new model").text();

    @TempDir
    private Path folder;

    private Journal journal;

    @BeforeEach
    void open() {
        journal = SqliteJournal.open(folder);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    @Test
    void each_version_is_judged_by_its_own_decisions_and_the_one_asked_last_comes_first() {
        decide("a", "old model", 20, "2026-03-10", answer("1", "MODEL", 0.3));
        decide(
                "b",
                "old model",
                19,
                "2026-03-10",
                answer("1", "FALLBACK", 0.3).replace("\"probabilityOfCost\":0.3,", ""));
        decide("c", "new model", 18, "2026-03-10", answer("2", "MODEL", 0.1));
        report("a", "\"daysLate\":3");
        report("b", "\"daysLate\":0");
        report("c", "\"daysLate\":0,\"actualPriority\":\"P4\"");

        List<ModelRecord> versions = judged();

        assertThat(versions).extracting(ModelRecord::digest).containsExactly(NEW, OLD);
        assertThat(versions).extracting(ModelRecord::version).containsExactly("priority 2", "priority 1");
        ModelRecord old = versions.getLast();
        assertThat(old.decisions()).isEqualTo(2);
        assertThat(old.unscored()).isEqualTo(new Share(1, 2));
        assertThat(old.urgency().costly()).isEqualTo(new Share(1, 2));
        assertThat(old.cost().orders()).as("without a score, nothing was said").isEqualTo(1);
        assertThat(old.cost().logLoss()).isEqualTo(-Math.log(0.3));
        assertThat(versions.getFirst().accuracy().orders()).isEqualTo(1);
    }

    @Test
    void an_outcome_that_is_known_early_does_not_count_until_the_others_are_known() {
        decide("early", "new model", 20, "2026-03-20", answer("2", "MODEL", 0.1));
        report("early", "\"daysLate\":0");

        ModelRecord now = judged().getFirst();
        assertThat(now.early()).isEqualTo(1);
        assertThat(now.cost().orders()).isZero();
        assertThat(now.urgency().costly()).as("it is reported all the same").isEqualTo(new Share(0, 1));
        ModelRecord then = new JudgeModels(journal, () -> Instant.parse("2026-04-04T00:00:00Z"))
                .ofLastMonth()
                .versions()
                .getFirst();
        assertThat(then.early()).isZero();
        assertThat(then.cost().orders()).isEqualTo(1);
    }

    @Test
    void the_report_of_a_journal_says_the_same_of_each_version() {
        decide("a", "old model", 20, "2026-03-10", answer("1", "MODEL", 0.3));
        decide("c", "new model", 18, "2026-03-10", answer("2", "MODEL", 0.1));
        report("a", "\"daysLate\":3");
        report("c", "\"daysLate\":0");

        ReportOutcomes.Report report = ReportOutcomes.of(journal, Optional.empty(), Optional.empty());

        assertThat(report.models()).containsExactlyInAnyOrderElementsOf(judged());
        assertThat(String.join("\n", report.modelLines()))
                .contains("priority 1: 1 orders with an outcome, 0 without a score")
                .contains("cost or no cost: log loss 1.204, Brier score 0.490")
                .contains("said  20 to  40 %:      1 orders, 30 % expected to cost, 100 % did (1)");
        assertThat(new String(ReportOutcomes.json(report), StandardCharsets.UTF_8))
                .contains("\"bins\":[{\"from\":0.2,\"to\":0.4,\"orders\":1,\"costly\":1,\"said\":0.3}]");
    }

    private List<ModelRecord> judged() {
        return new JudgeModels(journal, () -> AT).ofLastMonth().versions();
    }

    private static String answer(String version, String source, double probability) {
        return """
                {"disposition":"HOLD","priority":{"class":"P4","source":"%s","probabilityOfCost":%s,"candidates":["P4"],
                 "probabilities":{"P1":0,"P2":0,"P3":0.1,"P4":0.9}},"trace":{"model":{"name":"priority","version":"%s"}}}""".formatted(source, probability, version);
    }

    private void decide(String id, String model, int daysAgo, String promised, String answer) {
        DecisionEntry like = anEntry(id);
        Digest digest = Entries.digest(model);
        journal.append(new DecisionEntry(
                        like.decisionId(),
                        like.requestId(),
                        like.requestDigest(),
                        like.bundleDigest(),
                        Optional.of(digest),
                        AT.minus(Duration.ofDays(daysAgo)),
                        like.caller(),
                        like.facets(),
                        payload("{\"order\":{\"promisedDeliveryDate\":\"" + promised + "\"}}"),
                        payload(answer)))
                .join();
    }

    private void report(String id, String says) {
        journal.append(new OutcomeEntry(
                        idOf(id), "RELEASED", AT, "erp", payload("{\"outcome\":\"RELEASED\"," + says + "}")))
                .join();
    }

    private static Payload payload(String json) {
        return Payload.of(json.getBytes(StandardCharsets.UTF_8));
    }
}
