package dev.docket.bundle.store;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A bundle's version, in the order in which versions follow each other: by the numbers between its dots, so that 2.10 is after
 * 2.9; a missing number counts as 0. What stands after the numbers, as in {@code 2.0-rc1}, does not count, and a version that
 * does not begin with a number is before all others.
 */
record Version(List<BigInteger> numbers) implements Comparable<Version> {
    private static final Pattern NUMBERS = Pattern.compile("v?([0-9]+(?:\\.[0-9]+)*)(?![0-9]).*", Pattern.DOTALL);

    static Version of(String text) {
        var found = NUMBERS.matcher(text);
        return new Version(
                found.matches()
                        ? Arrays.stream(found.group(1).split("\\."))
                                .map(BigInteger::new)
                                .toList()
                        : List.of());
    }

    @Override
    public int compareTo(Version other) {
        if (numbers.isEmpty() || other.numbers.isEmpty()) {
            return Boolean.compare(!numbers.isEmpty(), !other.numbers.isEmpty());
        }
        for (int i = 0; i < Math.max(numbers.size(), other.numbers.size()); i++) {
            int byNumber = at(i).compareTo(other.at(i));
            if (byNumber != 0) {
                return byNumber;
            }
        }
        return 0;
    }

    private BigInteger at(int place) {
        return place < numbers.size() ? numbers.get(place) : BigInteger.ZERO;
    }
}
