package dev.docket.decision;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Why a rule did not fire, in words. It is worked out when it is first read, since most of what a full trace could tell is
 * never looked at; it depends on the request and the rules alone, so it is the same whenever that is.
 */
public final class WhyNot {
    private final Supplier<Told> source;
    private @Nullable Told told;

    /**
     * What there is to tell.
     *
     * @param because one sentence for people: the values that were read, how they compare, what would be needed
     * @param wouldNeed changes of one input that would be enough, each alone; none where that cannot be told
     */
    public record Told(String because, List<WouldNeed> wouldNeed) {
        public Told {
            wouldNeed = List.copyOf(wouldNeed);
        }
    }

    private WhyNot(Supplier<Told> source) {
        this.source = source;
    }

    /** An explanation that is worked out later. */
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
