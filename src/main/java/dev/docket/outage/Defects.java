package dev.docket.outage;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the log says of defects: of each kind one error with its stack trace in a period, and with the next one how many there
 * were between. A defect that every request meets must not bury the log under its stack traces. Thread-safe.
 */
public final class Defects {
    /** How long a kind is silent after it was logged. */
    static final Duration PERIOD = Duration.ofMinutes(5);

    /** Kinds that are told apart; what is beyond shares one. */
    static final int MOST_KINDS = 64;

    private static final String OURS = "dev.docket.";
    private static final String OTHERS = "others";

    private final BiConsumer<String, Throwable> error;
    private final LongSupplier nanoTicker;
    private final Map<String, Trail> trails = new HashMap<>();

    /** What was logged of a kind last. */
    private record Trail(String incident, long loggedAt, long between) {}

    /** @param error logs a line with a stack trace */
    public Defects(BiConsumer<String, Throwable> error) {
        this(error, System::nanoTime);
    }

    /** @param nanoTicker a nanosecond clock with any origin */
    Defects(BiConsumer<String, Throwable> error, LongSupplier nanoTicker) {
        this.error = error;
        this.nanoTicker = nanoTicker;
    }

    /** @return the id under which the log has it, or the one before it of the same kind */
    public String incident(Throwable defect) {
        String kind = kind(defect);
        long now = nanoTicker.getAsLong();
        Trail before;
        Trail fresh = new Trail(UUID.randomUUID().toString(), now, 0);
        synchronized (this) {
            String key = trails.containsKey(kind) || trails.size() < MOST_KINDS ? kind : OTHERS;
            before = trails.get(key);
            if (before != null && now - before.loggedAt() < PERIOD.toNanos()) {
                trails.put(key, new Trail(before.incident(), before.loggedAt(), before.between() + 1));
                return before.incident();
            }
            trails.put(key, fresh);
        }
        // Logging may wait for a disk, and others must not wait for that.
        error.accept(line(fresh.incident(), before), defect);
        return fresh.incident();
    }

    private static String line(String incident, @Nullable Trail before) {
        return before == null || before.between() == 0
                ? "incident " + incident
                : String.format(
                        Locale.ROOT,
                        "incident %s; %,d more of this kind since incident %s, not logged",
                        incident,
                        before.between(),
                        before.incident());
    }

    /** What is thrown, and the line of ours that throws it: its message may differ from request to request. */
    private static String kind(Throwable defect) {
        StackTraceElement[] trace = defect.getStackTrace();
        StackTraceElement first = trace.length == 0 ? null : trace[0];
        return defect.getClass().getName()
                + Arrays.stream(trace)
                        .filter(frame -> frame.getClassName().startsWith(OURS))
                        .findFirst()
                        .or(() -> Optional.ofNullable(first))
                        .map(frame ->
                                " " + frame.getClassName() + '.' + frame.getMethodName() + ':' + frame.getLineNumber())
                        .orElse("");
    }
}
