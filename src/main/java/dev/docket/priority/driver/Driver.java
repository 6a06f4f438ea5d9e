package dev.docket.priority.driver;

import dev.docket.order.OrderSnapshot;
import dev.docket.priority.reference.ReferenceSnapshot;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * Something about an order that drives its loss. It enters the model as one or more columns. What is absent or was never
 * seen in training has no columns, and so no effect.
 */
public sealed interface Driver {
    int ABSENT = -1;

    String name();

    /** The paths that it is computed from. */
    List<String> sources();

    List<String> columns();

    /** A number of an order, as things stand in a snapshot; not a number where it is absent. */
    @FunctionalInterface
    interface Natural {
        double of(OrderSnapshot order, ReferenceSnapshot reference);
    }

    /**
     * A number, relative to what is usual.
     *
     * @param usual what is usual, in the same unit
     * @param scale on which the distance from the usual is measured
     * @param reach how far a value can be from the usual; any further counts as this far
     * @param knots distances at which the effect may bend
     * @param rises whether more of it can only raise the probability of a cost
     * @param isOfOrder whether it says anything of the order itself, and not only of the times
     */
    record Measure(
            String name,
            String unit,
            List<String> sources,
            Natural natural,
            Natural usual,
            DoubleUnaryOperator scale,
            double reach,
            List<Double> knots,
            boolean rises,
            boolean isOfOrder)
            implements Driver {
        @Override
        public List<String> columns() {
            return Stream.concat(Stream.of(name), knots.stream().map(knot -> name + " above " + knot))
                    .toList();
        }

        void write(double value, double usually, double[] columns, int at) {
            double distance = scale.applyAsDouble(value) - scale.applyAsDouble(usually);
            double bounded = Math.min(reach, Math.max(-reach, distance));
            columns[at] = bounded;
            for (int i = 0; i < knots.size(); i++) {
                columns[at + 1 + i] = Math.max(0, bounded - knots.get(i));
            }
        }
    }

    /**
     * One of several.
     *
     * @param choice the place of the value among the names, the number of names when it is none of them, or absent
     */
    record Choice(String name, List<String> names, List<String> sources, ToIntFunction<OrderSnapshot> choice)
            implements Driver {
        @Override
        public List<String> columns() {
            return names.stream().map(value -> name + " " + value).toList();
        }
    }
}
