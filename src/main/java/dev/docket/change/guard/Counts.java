package dev.docket.change.guard;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What happened in a canary, as far as its guard cares. The order in which it happened does not matter.
 *
 * @param orders those that its selector matched
 * @param stricter of these, those for which the base stood because the candidate was softer where it may not be
 * @param held of these, those that the answer given holds, which no outcome will ever judge as released
 */
public record Counts(
        long orders,
        long stricter,
        long held,
        Paired holds,
        Paired reviews,
        Share overrides,
        Share errors,
        Share slow) {
    /** Of nothing. */
    public static final Counts NONE = new Counts(0, 0, 0, Paired.NONE, Paired.NONE, Share.NONE, Share.NONE, Share.NONE);

    /** The same orders under both policies. */
    public record Paired(long both, long candidateOnly, long baseOnly, long neither) {
        static final Paired NONE = new Paired(0, 0, 0, 0);

        /** With one more order. */
        public Paired and(boolean candidate, boolean base) {
            return new Paired(
                    both + (candidate && base ? 1 : 0),
                    candidateOnly + (candidate && !base ? 1 : 0),
                    baseOnly + (!candidate && base ? 1 : 0),
                    neither + (!candidate && !base ? 1 : 0));
        }

        private void named(String what, SortedMap<String, Long> named) {
            named.put("orders that both policies %s".formatted(what), both);
            named.put("orders that only the candidate would %s".formatted(what), candidateOnly);
            named.put("orders that only the base would %s".formatted(what), baseOnly);
            named.put("orders that neither policy would %s".formatted(what), neither);
        }

        long candidate() {
            return both + candidateOnly;
        }

        long base() {
            return both + baseOnly;
        }

        long all() {
            return both + candidateOnly + baseOnly + neither;
        }

        boolean isPossible() {
            return both >= 0 && candidateOnly >= 0 && baseOnly >= 0 && neither >= 0;
        }
    }

    /** Some of all. */
    public record Share(long some, long all) {
        static final Share NONE = new Share(0, 0);

        /** With one more. */
        public Share and(boolean isOne) {
            return new Share(some + (isOne ? 1 : 0), all + 1);
        }

        private void named(String part, String whole, SortedMap<String, Long> named) {
            named.put(part, some);
            named.put(whole, all);
        }

        boolean isPossible() {
            return some >= 0 && some <= all;
        }
    }

    /** Each count that was recorded otherwise than it was counted here, with both. */
    public List<String> differences(Counts recorded) {
        SortedMap<String, Long> others = recorded.named();
        return named().entrySet().stream()
                .filter(count -> !count.getValue().equals(others.get(count.getKey())))
                .map(count -> "%s: %s recorded, %s counted again"
                        .formatted(count.getKey(), others.get(count.getKey()), count.getValue()))
                .toList();
    }

    private SortedMap<String, Long> named() {
        SortedMap<String, Long> named = new TreeMap<>();
        named.put("orders", orders);
        named.put("orders for which the base stood", stricter);
        named.put("orders held", held);
        holds.named("hold", named);
        reviews.named("review", named);
        overrides.named("decisions overridden", "decisions with an outcome", named);
        errors.named("orders that it failed to decide", "orders that it was to decide", named);
        slow.named("orders that it was slow for", "orders that were timed", named);
        return named;
    }

    /** Whether they can be of one and the same set of orders. */
    public boolean isPossible() {
        return holds.isPossible()
                && reviews.isPossible()
                && overrides.isPossible()
                && errors.isPossible()
                && slow.isPossible()
                && holds.all() == reviews.all()
                && errors.all() == orders
                && holds.all() + errors.some() == orders
                && slow.all() <= holds.all()
                && stricter >= 0
                && stricter <= holds.all()
                && held >= 0
                && held <= orders
                && overrides.all() <= orders;
    }
}
