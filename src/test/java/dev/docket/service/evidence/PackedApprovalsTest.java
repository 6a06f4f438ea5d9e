package dev.docket.service.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.docket.bundle.BundleFolder;
import dev.docket.fixture.ApprovedPolicy;
import dev.docket.fixture.RecordedOrders;
import dev.docket.fixture.SmallRules;
import dev.docket.journal.checkpoint.JournalKey;
import dev.docket.service.change.verify.VerifyApprovals;
import dev.docket.service.proof.JournalArchive;
import dev.docket.service.proof.JournalStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The auditor's question, answered by the one file in the pack. */
class PackedApprovalsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Path data;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Unpacked unpacked;

    @SuppressWarnings("NullAway.Init") // set before each test
    private ApprovedPolicy policy;

    @BeforeEach
    void orders_decided_by_an_approved_policy_and_then_by_another() throws IOException {
        Path rules = SmallRules.write(folder.resolve("rules"), 30);
        data = folder.resolve("data");
        policy = ApprovedPolicy.in(rules, data);
        decide(rules, "approved", 3);
        SmallRules.setPastDueDays(rules, 36);
        decide(rules, "unapproved", 2);
        Path zip = folder.resolve("evidence.zip");
        new EvidencePack(archive(), List.of())
                .write(RecordedOrders.FIRST, RecordedOrders.FIRST.plusSeconds(60), zip, decisions -> {});
        unpacked = Unpacked.of(zip, folder.resolve("unpacked"));
    }

    private JournalArchive archive() {
        return JournalArchive.of(new JournalStore.Sqlite(data));
    }

    private void decide(Path rules, String name, int orders) {
        RecordedOrders.addRequests(
                data,
                BundleFolder.of(rules, null),
                IntStream.range(0, orders).mapToObj(i -> SmallRules.orderOverdueFor31Days(name + i)
                        .getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void it_answers_as_the_journal_itself_is_verified() throws Exception {
        VerifyApprovals.Report report = new VerifyApprovals(archive()).run(records -> {});
        List<VerifyApprovals.Span> spans = report.spans();
        assertThat(spans)
                .extracting(VerifyApprovals.Span::standing, VerifyApprovals.Span::records)
                .containsExactly(tuple("APPROVED", 3L), tuple("UNAPPROVED", 2L));

        String output = unpacked.verified(0);

        for (VerifyApprovals.Span span : spans) {
            assertThat(output)
                    .contains(String.format(
                            Locale.ROOT,
                            "%-10s stream %s, records %d to %d (%d decisions) by %s",
                            span.standing(),
                            span.stream(),
                            span.first(),
                            span.last(),
                            span.records(),
                            span.bundle()));
        }
        assertThat(output)
                .contains(
                        "proposed by key:ada (the first policy)",
                        "approved by key:bob at ",
                        policy.bobsKey().publicKey())
                .contains("they saw the dossier sha256:")
                .contains("approvals: 2 decisions under a policy that was not approved, 0 in an emergency");
    }

    @Test
    void steps_that_were_left_out_moved_or_doubled_are_found() throws Exception {
        Path file = unpacked.folder().resolve("changes.ndjson");
        List<String> steps = Files.readAllLines(file);
        assertThat(steps).hasSize(5);

        List<String> withoutTheApproval = new ArrayList<>(steps);
        withoutTheApproval.remove(3);
        assertThat(verified(1, withoutTheApproval)).contains("a step is missing, doubled or moved");

        List<String> swapped = new ArrayList<>(steps);
        Collections.swap(swapped, 2, 3);
        assertThat(verified(1, swapped)).contains("a step is missing, doubled or moved");

        List<String> doubled = new ArrayList<>(steps);
        doubled.add(3, steps.get(3));
        assertThat(verified(1, doubled)).contains("a step is missing, doubled or moved");

        List<String> selfApproved = new ArrayList<>(steps);
        selfApproved.set(3, steps.get(3).replace("key:bob", "key:ada"));
        assertThat(verified(1, selfApproved)).contains("NOT AS IT WAS SIGNED");

        assertThat(verified(0, steps)).contains("verified:");
    }

    private String verified(int exitCode, List<String> steps) throws Exception {
        Files.write(unpacked.folder().resolve("changes.ndjson"), steps);
        // As if whoever has the journal's key forged the pack: the steps themselves must betray it.
        Forgeries.sign(unpacked.folder(), JournalKey.existing(data).orElseThrow());
        return unpacked.verified(exitCode);
    }
}
