package dev.docket.app.metric;

import dev.docket.journal.Journal;
import dev.docket.journal.JournalLoad;
import dev.docket.journal.JournalUnavailableException;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;

/** How the journal keeps up, how far its log is signed, and how much room it has. */
public final class JournalMetrics {
    private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

    private final MeterRegistry registry;
    private final Journal journal;
    private final Path folder;
    private volatile long coveredNanos = System.nanoTime();
    private volatile long covered;

    /** @param folder the data folder */
    public JournalMetrics(MeterRegistry registry, Journal journal, Path folder) {
        this.registry = registry;
        this.journal = journal;
        this.folder = folder;
        counter("docket.journal.batches", "Transactions that recorded something", JournalLoad::batches);
        counter("docket.journal.records", "Records written since the start", JournalLoad::records);
        counter(
                "docket.journal.writing.seconds",
                "Time spent writing",
                load -> load.writing().toNanos() / NANOS);
        gauge("docket.journal.waiting", "Records and probes that wait to be written", of(JournalLoad::waiting));
        gauge(
                "docket.journal.lag.seconds",
                "How long the oldest of them has been waiting",
                of(load -> load.lag().toNanos() / NANOS));
        gauge("docket.spool.decisions", "Decisions in the local spool", of(JournalLoad::spooled));
        gauge(
                "docket.journal.signed.records",
                "Records of this service under a signed checkpoint",
                self -> self.covered);
        gauge(
                "docket.journal.checkpoint.age.seconds",
                "Time since all records were last seen to be under a signed checkpoint",
                self -> (System.nanoTime() - self.coveredNanos) / NANOS);
        gauge("docket.data.free.bytes", "Room for the data folder", self -> self.folder
                .toFile()
                .getUsableSpace());
    }

    /** Watches the size of the journal's files, where it has any. */
    public void sizeOf(List<Path> files) {
        Gauge.builder("docket.journal.bytes", files, all -> all.stream()
                        .mapToLong(file -> file.toFile().length())
                        .sum())
                .description("Size of the journal's files")
                .strongReference(true)
                .register(registry);
    }

    /** Watches how many records are older than they are to be kept. */
    public void overdue(LongSupplier records) {
        Gauge.builder("docket.journal.retire.backlog", records, LongSupplier::getAsLong)
                .description("Records whose payloads are to be deleted, and are still there")
                .strongReference(true)
                .register(registry);
    }

    /** All records up to here are under a signed checkpoint. */
    public void signed(long records) {
        covered = records;
        coveredNanos = System.nanoTime();
    }

    private void counter(String name, String description, ToDoubleFunction<JournalLoad> value) {
        FunctionCounter.builder(name, this, of(value)).description(description).register(registry);
    }

    private void gauge(String name, String description, ToDoubleFunction<JournalMetrics> value) {
        Gauge.builder(name, this, value).description(description).register(registry);
    }

    private static ToDoubleFunction<JournalMetrics> of(ToDoubleFunction<JournalLoad> value) {
        return self -> value.applyAsDouble(self.load());
    }

    // One that is not open yet does nothing.
    private JournalLoad load() {
        try {
            return journal.load();
        } catch (JournalUnavailableException away) {
            return JournalLoad.NONE;
        }
    }
}
