package dev.docket.training.judge;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** How well the dearest orders could be foreseen if the model were exactly right, so that only chance is left. */
final class ChanceOfOrder {
    private static final int DRAWS = 200;

    private ChanceOfOrder() {}

    /** Draws which orders cost anything by the model's own probabilities, and gives those the loss that it expects of them. */
    static double dearestInFirstTenth(Judgement judgement, long seed) {
        List<JudgedOrder> rows = judgement.rows();
        int tenth = (int) Math.ceil(rows.size() * Judgement.TOP);
        double[] expected = rows.stream().mapToDouble(JudgedOrder::expectedLoss).toArray();
        Set<Integer> first = new HashSet<>();
        Arrays.stream(top(expected, tenth)).forEach(first::add);
        Random random = new Random(seed);
        double found = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            double[] drawn = new double[expected.length];
            for (int i = 0; i < drawn.length; i++) {
                double probability = rows.get(i).said().probabilityOfCost();
                drawn[i] = random.nextDouble() < probability ? expected[i] / probability : 0;
            }
            found += Arrays.stream(top(drawn, tenth)).filter(first::contains).count();
        }
        return found / DRAWS / tenth;
    }

    private static int[] top(double[] of, int count) {
        return IntStream.range(0, of.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -of[i]))
                .limit(count)
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
