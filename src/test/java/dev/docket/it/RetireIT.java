package dev.docket.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.fixture.ServiceProcess;
import dev.docket.journal.JournalReader;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Payload;
import dev.docket.journal.sqlite.SqliteJournal;
import dev.docket.service.proof.JournalArchive;
import dev.docket.service.proof.JournalStore;
import dev.docket.service.proof.VerifyJournal;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Operators retire payloads and give their space back while a packaged service decides. */
@Timeout(300)
class RetireIT {
    private static final int CALLERS = 2;
    private static final int MORE_THAN_A_STEP = 600;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path data;

    @Test
    void payloads_are_retired_and_space_is_given_back_while_nobody_waits_in_vain() throws Exception {
        try (ServiceProcess service =
                ServiceProcess.start(data, "-Ddocket.warm-up.decisions=0", "-XX:TieredStopAtLevel=1")) {
            Callers callers = Callers.start(service.uri(), HttpClient.Version.HTTP_1_1, CALLERS, "retired");
            Callers.await(List.of(callers), MORE_THAN_A_STEP);
            Set<String> old = callers.acknowledged();
            Instant before = Instant.now().plusMillis(1);

            Program.Ended retired = Program.run(
                    "journal", "retire", "--data", data.toString(), "--before", before.toString(), "--by", "ada");
            Program.Ended vacuumed = Program.run("journal", "vacuum", "--data", data.toString());

            assertThat(retired.exitCode()).as(retired.errors()).isZero();
            assertThat(retired.output()).contains("ordered from the running service", "deleted the payloads of");
            assertThat(vacuumed.exitCode()).as(vacuumed.errors()).isZero();
            assertThat(vacuumed.output()).contains("no space is free in the journal");
            Callers.await(List.of(callers), MORE_THAN_A_STEP);
            assertThat(callers.stop().failures()).isEmpty();
            service.terminate();
            assertThat(service.awaitEnd()).isZero();
            assertRetired(old);
        }
    }

    private void assertRetired(Set<String> old) {
        VerifyJournal.Report verified = new VerifyJournal(
                        JournalArchive.of(new JournalStore.Sqlite(data)), List.of(), List.of())
                .run(records -> {});
        assertThat(verified.problems()).isEmpty();
        try (JournalReader journal = SqliteJournal.openToRead(data)) {
            assertThat(old).hasSizeGreaterThanOrEqualTo(MORE_THAN_A_STEP).allMatch(id -> {
                DecisionEntry entry = journal.findByRequestId(id).orElseThrow().entry();
                return entry.request() instanceof Payload.Retired && entry.answer() instanceof Payload.Retired;
            });
        }
    }
}
