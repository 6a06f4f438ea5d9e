package dev.docket.training.learn;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.IntStream;
import org.tribuo.Output;
import org.tribuo.impl.ArrayExample;

/** Rows as Tribuo wants them. */
final class Examples {
    private Examples() {}

    /** @param left columns that are left out */
    static <T extends Output<T>> ArrayExample<T> of(T output, CostTraining.Row row, Set<String> left) {
        int[] kept = IntStream.range(0, row.names().length)
                .filter(i -> !left.contains(row.names()[i]))
                .toArray();
        String[] names = Arrays.stream(kept).mapToObj(i -> row.names()[i]).toArray(String[]::new);
        double[] values = Arrays.stream(kept).mapToDouble(i -> row.values()[i]).toArray();
        return new ArrayExample<>(output, names, values);
    }
}
