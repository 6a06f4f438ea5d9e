package dev.docket.it;

import static dev.docket.fixture.PolicyService.OPS;
import static dev.docket.fixture.PolicyService.done;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docket.change.Change;
import dev.docket.change.Selector;
import dev.docket.change.guard.Figures;
import dev.docket.change.guard.Limits;
import dev.docket.fixture.ApprovedPolicy;
import dev.docket.fixture.PolicyService;
import dev.docket.fixture.ServiceProcess;
import dev.docket.fixture.SmallRules;
import dev.docket.journal.JournalReader;
import dev.docket.journal.record.CanaryArm;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.sqlite.SqliteJournal;
import dev.docket.service.change.ChangeLog;
import dev.docket.service.change.verify.VerifyApprovals;
import dev.docket.service.proof.JournalArchive;
import dev.docket.service.proof.JournalStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole service is killed while its guard watches a canary: each record counts once, and a regression is taken back. */
@Timeout(180)
class CanarySurvivesKillIT {
    private static final int CALLERS = 4;
    private static final int ENOUGH = 300;
    private static final Selector EVERYBODY = new Selector(List.of(), List.of(), List.of(), List.of(), 1000);
    private static final Limits LIMITS = new Limits(100, null, null, 10, null, null, 50);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicInteger next = new AtomicInteger();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @Test
    void what_a_guard_counted_is_exact_after_kill_9_and_a_regression_is_still_taken_back() throws Exception {
        Path rules = SmallRules.write(folder.resolve("rules"), 35);
        ApprovedPolicy policy = ApprovedPolicy.in(rules, data());
        String id = inCanary(rules, policy);
        killUnderLoad(rules);
        int more = 0;
        try (ServiceProcess service = start(rules)) {
            // Of 31 days, which the candidate holds and the base does not.
            boolean wasInCanary = false;
            boolean isInCanary = false;
            while (isInCanary || !wasInCanary) {
                isInCanary =
                        post(service.uri(), "held-" + more++, 31).path("record").has("canary");
                wasInCanary |= isInCanary;
            }
        }
        try (JournalReader journal = SqliteJournal.openToRead(data())) {
            Change change = Objects.requireNonNull(
                    new ChangeLog(journal).now().changes().get(id));
            Figures figures = Objects.requireNonNull(change.tried().getLast().figures());
            long upTo = figures.places().getFirst().sequence();
            List<DecisionEntry> decided = decided(journal);
            System.out.printf(
                    "killed after %s acknowledged orders; %s held ones later: %s; the guard counted %s of %s orders%n",
                    acknowledged.size(), more, change.remark(), figures.counts().orders(), decided.size());

            assertThat(change.state()).isEqualTo(Change.State.REJECTED);
            assertThat(change.remark()).startsWith("REGRESSION after").contains("HOLDS");
            assertThat(decided).extracting(DecisionEntry::requestId).containsAll(acknowledged);
            assertThat(figures.counts().orders()).isPositive().isEqualTo(countUpTo(journal, upTo));
        }
        assertThat(new VerifyApprovals(JournalArchive.of(new JournalStore.Sqlite(data())))
                        .run(records -> {})
                        .findings())
                .isEmpty();
    }

    private Path data() {
        return folder.resolve("data");
    }

    private static String inCanary(Path rules, ApprovedPolicy policy) throws IOException {
        try (PolicyService before = new PolicyService(rules, rules.resolveSibling("data"), true, Clock.systemUTC())) {
            SmallRules.setPastDueDays(rules, 25);
            String id = before.approved("sooner", policy.bobsKey());
            done(before.canary().begin(id, EVERYBODY, LIMITS, OPS));
            return id;
        }
    }

    private void killUnderLoad(Path rules) throws Exception {
        try (ServiceProcess service = start(rules);
                ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            IntStream.range(0, CALLERS).forEach(i -> callers.execute(() -> callUntilDead(service.uri())));
            // Killed once the guard has written what it counted, in the middle of more.
            while (acknowledged.size() < ENOUGH || !hasCounted()) {
                Thread.sleep(5);
            }
            assertThat(service.kill()).isEqualTo(137);
        }
    }

    private boolean hasCounted() throws IOException {
        Path states = data().resolve("shadow");
        if (!Files.exists(states)) {
            return false;
        }
        try (var files = Files.list(states)) {
            return files.anyMatch(file -> file.getFileName().toString().matches("canary-.*[.]json"));
        }
    }

    /** Orders that both policies release. */
    private void callUntilDead(URI service) {
        try {
            while (true) {
                String requestId = "calm-" + next.incrementAndGet();
                post(service, requestId, 10);
                acknowledged.add(requestId);
            }
        } catch (IOException killed) {
            return;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<DecisionEntry> decided(JournalReader journal) {
        return entries(journal, Long.MAX_VALUE);
    }

    private static long countUpTo(JournalReader journal, long last) {
        return entries(journal, last).stream()
                .filter(decision -> decision.arm().filter(CanaryArm::isSelected).isPresent())
                .count();
    }

    private static List<DecisionEntry> entries(JournalReader journal, long last) {
        String stream = journal.logs().getFirst().stream();
        return LongStream.rangeClosed(
                        1, Math.min(last, journal.logs().getFirst().size()))
                .mapToObj(sequence ->
                        journal.records(stream, sequence, 1).getFirst().entry())
                .filter(DecisionEntry.class::isInstance)
                .map(DecisionEntry.class::cast)
                .toList();
    }

    private ServiceProcess start(Path rules) throws IOException, InterruptedException {
        return ServiceProcess.start(
                data(), "-Ddocket.change.required=true", "-Ddocket.models.dir=none", "-Ddocket.rules.dir=" + rules);
    }

    private JsonNode post(URI service, String requestId, int days) throws IOException, InterruptedException {
        String order = SmallRules.orderOverdueFor31Days(requestId)
                .replace("\"oldestOverdueDays\":31", "\"oldestOverdueDays\":" + days);
        HttpResponse<byte[]> answer = client.send(
                HttpRequest.newBuilder(service.resolve("/v1/decisions"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(order))
                        .build(),
                BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(201);
        return JSON.readTree(answer.body());
    }
}
