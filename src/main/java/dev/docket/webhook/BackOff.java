package dev.docket.webhook;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before an event is tried again: longer each time, up to a limit, and never the same for all who wait.
 *
 * @param first before the second attempt
 * @param factor between one wait and the next
 * @param longest wait
 */
public record BackOff(Duration first, int factor, Duration longest) {
    /** Twelve attempts take about a day: 5 s, 15 s, 45 s and so on, then every six hours. */
    public static final BackOff USUAL = new BackOff(Duration.ofSeconds(5), 3, Duration.ofHours(6));

    /** Each wait is longer or shorter by up to so many parts of a hundred. */
    private static final int JITTER = 20;

    private static final int HUNDRED = 100;

    /** @param failed how many attempts have failed, from 1 */
    public Duration after(int failed, RandomGenerator random) {
        return plain(failed)
                .multipliedBy(random.nextInt(HUNDRED - JITTER, HUNDRED + JITTER + 1))
                .dividedBy(HUNDRED);
    }

    private Duration plain(int failed) {
        Duration wait = first;
        for (int i = 1; i < failed && wait.compareTo(longest) < 0; i++) {
            wait = wait.multipliedBy(factor);
        }
        return wait.compareTo(longest) < 0 ? wait : longest;
    }
}
