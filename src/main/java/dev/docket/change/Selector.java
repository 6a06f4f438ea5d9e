package dev.docket.change;

import dev.docket.digest.Digest;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The orders for which a candidate decides in a canary: those that have one of the words of every list that is not empty, of the
 * customers in the share.
 *
 * <p>Whether a customer is in the share depends on nothing but the change's id and the customer's: the first 64 bits of
 * SHA-256({@code changeId LF customerId}), as a fraction of 2^64, are below it. So a greater share keeps every customer that a
 * smaller one had, and no two changes try the same customers first.
 *
 * @param sources the systems where orders were entered
 * @param share of the customers, in thousandths, 1 to 1000; all of them if absent
 */
public record Selector(
        List<String> warehouses,
        List<String> channels,
        List<String> sources,
        List<String> segments,
        @Nullable Integer share) {
    private static final int MOST_WORDS = 100;
    private static final int ALL = 1000;
    private static final int HEX_DIGITS = 16;

    public Selector {
        warehouses = List.copyOf(warehouses);
        channels = List.copyOf(channels);
        sources = List.copyOf(sources);
        segments = List.copyOf(segments);
    }

    /** What a selector looks at in an order; empty where the order does not say. */
    public record Traits(String warehouse, String channel, String source, String segment, String customer) {}

    /** Whether the candidate of a change decides for an order. */
    public boolean matches(String changeId, Traits order) {
        return isIn(warehouses, order.warehouse())
                && isIn(channels, order.channel())
                && isIn(sources, order.source())
                && isIn(segments, order.segment())
                && (share == null || placeOf(changeId, order.customer()).compareTo(bound(share)) < 0);
    }

    private static boolean isIn(List<String> words, String word) {
        return words.isEmpty() || words.contains(word);
    }

    private static BigInteger placeOf(String changeId, String customer) {
        String hex = Digest.over((changeId + "\n" + customer).getBytes(StandardCharsets.UTF_8))
                .hex();
        return new BigInteger(hex.substring(0, HEX_DIGITS), 16);
    }

    private static BigInteger bound(int share) {
        return BigInteger.TWO.pow(64).multiply(BigInteger.valueOf(share)).divide(BigInteger.valueOf(ALL));
    }

    /** The same for a greater share of the customers. */
    Selector raisedTo(int greater) {
        return new Selector(warehouses, channels, sources, segments, greater);
    }

    /** What is wrong with it; nothing if it can be used. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        List<List<String>> lists = List.of(warehouses, channels, sources, segments);
        if (share == null && lists.stream().allMatch(List::isEmpty)) {
            problems.add(
                    "it selects every order: name a warehouse, channel, source or segment, or a share of the customers");
        }
        if (share != null && (share < 1 || share > ALL)) {
            problems.add("its share (%s thousandths) is not within 1 to %s".formatted(share, ALL));
        }
        if (lists.stream().anyMatch(words -> words.size() > MOST_WORDS)) {
            problems.add("it has a list of more than %s words".formatted(MOST_WORDS));
        }
        return problems;
    }

    /** In words. */
    @Override
    public String toString() {
        List<String> parts = Stream.of(
                        words("warehouse", warehouses),
                        words("channel", channels),
                        words("source", sources),
                        words("segment", segments))
                .filter(part -> !part.isEmpty())
                .toList();
        String of = share == null ? "" : "%s.%s %% of the customers".formatted(share / 10, share % 10);
        return String.join(
                " and ",
                Stream.concat(parts.stream(), Stream.of(of))
                        .filter(part -> !part.isEmpty())
                        .toList());
    }

    private static String words(String name, List<String> words) {
        return words.isEmpty() ? "" : name + " " + String.join(" or ", words);
    }
}
