package dev.docket.journal;

import java.util.concurrent.CompletableFuture;

/** What waits for the writer. */
sealed interface Pending {
    // What a row takes beside its two payloads, roughly.
    long ROW_BYTES = 512;

    CompletableFuture<?> answer();

    long bytes();

    record Append(Entry entry, CompletableFuture<Appended> answer) implements Pending {
        @Override
        public long bytes() {
            return ROW_BYTES + entry.request().length + entry.answer().length;
        }
    }

    record Check(CompletableFuture<Void> answer) implements Pending {
        @Override
        public long bytes() {
            return 0;
        }
    }
}
