package dev.docket.training.judge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Draws groups of rows with replacement: how far a number could be off by the luck of the rows. */
final class Bootstrap {
    private static final int RESAMPLES = 500;

    private final int[] all;
    private final List<int[]> resamples = new ArrayList<>();

    /** @param groups of each row; rows of one group are drawn together */
    Bootstrap(List<String> groups, long seed) {
        this.all = IntStream.range(0, groups.size()).toArray();
        Map<String, List<Integer>> byGroup = new LinkedHashMap<>();
        for (int i : all) {
            byGroup.computeIfAbsent(groups.get(i), group -> new ArrayList<>()).add(i);
        }
        List<List<Integer>> blocks = List.copyOf(byGroup.values());
        Random random = new Random(seed);
        for (int i = 0; i < RESAMPLES; i++) {
            List<Integer> rows = new ArrayList<>();
            for (int j = 0; j < blocks.size(); j++) {
                rows.addAll(blocks.get(random.nextInt(blocks.size())));
            }
            resamples.add(rows.stream().mapToInt(Integer::intValue).toArray());
        }
    }

    /** A metric of row numbers with its 95 % interval. */
    Metrics.Estimate estimate(ToDoubleFunction<int[]> metric) {
        double[] drawn = resamples.stream()
                .mapToDouble(metric)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        return new Metrics.Estimate(
                metric.applyAsDouble(all), drawn[(int) (drawn.length * 0.025)], drawn[(int) (drawn.length * 0.975)]);
    }
}
