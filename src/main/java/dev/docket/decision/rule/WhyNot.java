package dev.docket.decision.rule;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Why a rule did not fire, in words. Computed on first use, because most of a full trace is
 * never read. It depends only on request and rules, so the time of computation does not matter.
 */
public final class WhyNot {
    private final Supplier<Told> source;
    private @Nullable Told told;

    /**
     * The explanation.
     *
     * @param because one sentence for people: the values read, how they compare, what would be needed
     * @param wouldNeed changes of one input, each sufficient alone; empty where that cannot be said for certain
     */
    public record Told(String because, List<WouldNeed> wouldNeed) {
        public Told {
            wouldNeed = List.copyOf(wouldNeed);
        }
    }

    private WhyNot(Supplier<Told> source) {
        this.source = source;
    }

    /** A lazily computed explanation. */
    public static WhyNot later(Supplier<Told> source) {
        return new WhyNot(source);
    }

    /** The explanation. */
    public synchronized Told told() {
        if (told == null) {
            told = source.get();
        }
        return told;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof WhyNot why && why.told().equals(told());
    }

    @Override
    public int hashCode() {
        return told().hashCode();
    }

    @Override
    public String toString() {
        return told().toString();
    }
}
