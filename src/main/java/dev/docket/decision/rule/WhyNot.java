package dev.docket.decision.rule;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Why a rule did not fire, in words. Computed on first use, because most of a full trace is
 * never read. It depends only on request and rules, so the time of computation does not matter.
 */
public final class WhyNot {
    private final Supplier<Words> source;
    private @Nullable Words words;

    /**
     * The explanation.
     *
     * @param because one sentence for people: the values read, how they compare, what would be needed
     * @param wouldNeed changes of one input, each sufficient alone; empty where that cannot be said for certain
     */
    public record Words(String because, List<WouldNeed> wouldNeed) {
        public Words {
            wouldNeed = List.copyOf(wouldNeed);
        }
    }

    private WhyNot(Supplier<Words> source) {
        this.source = source;
    }

    /** A lazily computed explanation. */
    public static WhyNot later(Supplier<Words> source) {
        return new WhyNot(source);
    }

    /** The explanation. */
    public synchronized Words words() {
        if (words == null) {
            words = source.get();
        }
        return words;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof WhyNot why && why.words().equals(words());
    }

    @Override
    public int hashCode() {
        return words().hashCode();
    }

    @Override
    public String toString() {
        return words().toString();
    }
}
