package dev.docket.outage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Something that may fail for a while, and what the log says of it: one error when some work with it begins to fail, and one
 * line when all that failed works again, with how long that took and how often each work failed. However often it fails in
 * between, nothing else is said. Thread-safe.
 */
public final class Outage {
    /** Nobody may ever try again what failed so long ago: it does not keep an outage on. */
    private static final Duration LONG_AGO = Duration.ofMinutes(1);

    private final String what;
    private final Report report;
    private final LongSupplier nanoTicker;

    private volatile boolean isOn;
    private long begun;
    private final Map<String, Long> failures = new TreeMap<>();
    /** When each work that fails failed last. */
    private final Map<String, Long> failing = new HashMap<>();

    private final List<String> notes = new ArrayList<>();

    /** Where it is said. */
    public interface Report {
        /** @param defect whose stack trace helps; null if what is wrong is known */
        void broken(String line, @Nullable Throwable defect);

        void healed(String line);
    }

    /** @param what may fail, such as "the journal" */
    public Outage(String what, Report report) {
        this(what, report, System::nanoTime);
    }

    /** @param nanoTicker a nanosecond clock with any origin */
    public Outage(String what, Report report, LongSupplier nanoTicker) {
        this.what = what;
        this.report = report;
        this.nanoTicker = nanoTicker;
    }

    /** Whether something fails. */
    public boolean isOn() {
        return isOn;
    }

    /**
     * Some work failed.
     *
     * @param work one of a few, such as "recording"
     * @param because why, and what to do
     */
    public void failed(String work, String because) {
        failed(work, because, null);
    }

    /** Some work failed because of a defect. */
    public void failed(String work, Throwable defect) {
        failed(work, defect.toString(), defect);
    }

    private void failed(String work, String because, @Nullable Throwable defect) {
        // Logging may wait for a disk, and others must not wait for that.
        if (begins(work)) {
            report.broken("%s fails (%s): %s".formatted(what, work, because), defect);
        }
    }

    /** Some work was done. */
    public void worked(String work) {
        if (isOn) {
            ends(work, "").ifPresent(report::healed);
        }
    }

    /**
     * Some work was done.
     *
     * @param note what else to say once all works again
     */
    public void worked(String work, String note) {
        if (isOn) {
            ends(work, "; " + note).ifPresent(report::healed);
        }
    }

    private synchronized boolean begins(String work) {
        boolean isFirst = !isOn;
        if (isFirst) {
            isOn = true;
            begun = nanoTicker.getAsLong();
        }
        failing.put(work, nanoTicker.getAsLong());
        failures.merge(work, 1L, Long::sum);
        return isFirst;
    }

    private synchronized Optional<String> ends(String work, String note) {
        if (!isOn) {
            return Optional.empty();
        }
        if (failing.remove(work) != null) {
            notes.add(note);
        }
        long now = nanoTicker.getAsLong();
        failing.values().removeIf(last -> now - last >= LONG_AGO.toNanos());
        if (!failing.isEmpty()) {
            return Optional.empty();
        }
        String line = String.format(
                Locale.ROOT,
                "%s works again after %,d s; failed meanwhile: %s%s",
                what,
                Duration.ofNanos(now - begun).toSeconds(),
                failures.entrySet().stream()
                        .map(one -> String.format(Locale.ROOT, "%s %,d", one.getKey(), one.getValue()))
                        .collect(Collectors.joining(", ")),
                String.join("", notes));
        failures.clear();
        notes.clear();
        isOn = false;
        return Optional.of(line);
    }
}
