package dev.docket.measure;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What each step took in each round, in microseconds.
 *
 * @param micros by step, all with as many rounds
 */
public record Rounds(Map<String, double[]> micros) {
    public Rounds {
        micros = new LinkedHashMap<>(micros);
    }

    public Set<String> names() {
        return micros.keySet();
    }

    /** @throws NullPointerException if no step has this name */
    public Spread of(String name) {
        return Spread.of(rounds(name));
    }

    /** How many times as long one takes as another, round by round. */
    public Spread ratio(String one, String other) {
        double[] ones = rounds(one);
        double[] others = rounds(other);
        double[] ratios = new double[ones.length];
        for (int i = 0; i < ones.length; i++) {
            ratios[i] = ones[i] / others[i];
        }
        return Spread.of(ratios);
    }

    /** Adds a step that takes what one takes less what others take, round by round. */
    public Rounds less(String name, String one, String... others) {
        double[] rest = rounds(one).clone();
        for (String other : others) {
            double[] taken = rounds(other);
            for (int i = 0; i < rest.length; i++) {
                rest[i] -= taken[i];
            }
        }
        return with(name, rest);
    }

    /** Adds a step that takes what others take together. */
    public Rounds sum(String name, Iterable<String> others) {
        double[] sum = new double[micros.values().iterator().next().length];
        for (String other : others) {
            double[] taken = rounds(other);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += taken[i];
            }
        }
        return with(name, sum);
    }

    private Rounds with(String name, double[] rounds) {
        Map<String, double[]> more = new LinkedHashMap<>(micros);
        more.put(name, rounds);
        return new Rounds(more);
    }

    private double[] rounds(String name) {
        return Objects.requireNonNull(micros.get(name), () -> "no step '" + name + "' among " + micros.keySet());
    }
}
