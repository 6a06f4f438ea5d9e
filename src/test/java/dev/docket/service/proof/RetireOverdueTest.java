package dev.docket.service.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.journal.Entries;
import dev.docket.journal.Journal;
import dev.docket.journal.record.Payload;
import dev.docket.journal.record.RetirementEntry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetireOverdueTest {
    private static final Duration RETENTION = Duration.ofDays(30);
    private static final int OLD = 1_200;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @SuppressWarnings("NullAway.Init") // opened before each test
    private JournalStore store;

    @SuppressWarnings("NullAway.Init") // opened before each test
    private Journal journal;

    @BeforeEach
    void record() {
        store = new JournalStore.Sqlite(folder);
        journal = store.open();
        IntStream.range(0, OLD)
                .mapToObj(i -> journal.append(Entries.anEntry("old-" + i, 2_000)))
                .toList()
                .forEach(CompletableFuture::join);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    @Test
    void decisions_are_recorded_between_the_steps_and_keep_their_payloads() {
        RetireOverdue retirement = new RetireOverdue(
                journal, store, () -> Entries.AT.plus(RETENTION).plusSeconds(1));
        List<Long> backlog = new ArrayList<>();

        long retired = retirement.retire(Entries.AT.plusSeconds(1), RetireOverdue.CALLER, () -> {
            backlog.add(retirement.backlog());
            journal.append(Entries.anEntry("new-" + backlog.size())).join();
        });

        assertThat(retired).isEqualTo(OLD);
        assertThat(backlog).containsExactly(700L, 200L, 0L);
        assertThat(payload("old-0")).isInstanceOf(Payload.Retired.class);
        assertThat(payload("old-1199")).isInstanceOf(Payload.Retired.class);
        assertThat(payload("new-1")).isInstanceOf(Payload.Kept.class);
        assertThat(journal.records(journal.log().stream(), OLD + 1, 10).stream()
                        .map(recorded -> recorded.entry())
                        .filter(RetirementEntry.class::isInstance)
                        .map(RetirementEntry.class::cast))
                .extracting(RetirementEntry::upTo)
                .containsExactly(500L, 1_000L, 1_200L);
    }

    @Test
    void what_is_still_to_be_kept_is_kept() {
        RetireOverdue retirement = new RetireOverdue(journal, store, () -> Entries.AT.plus(RETENTION));

        assertThat(retirement.retire(Entries.AT, RetireOverdue.CALLER, () -> {}))
                .isZero();
        assertThat(payload("old-0")).isInstanceOf(Payload.Kept.class);
        assertThat(journal.log().size()).isEqualTo(OLD);
    }

    private Payload payload(String requestId) {
        return journal.findByRequestId(requestId).orElseThrow().entry().request();
    }
}
