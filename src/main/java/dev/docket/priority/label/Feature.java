package dev.docket.priority.label;

import dev.docket.order.OrderSnapshot;
import dev.docket.priority.measure.Measures;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * Something about an order that bears on its urgency. It enters the linear model as one or more columns, all finite;
 * that it is absent is a column too.
 */
sealed interface Feature {
    int ABSENT = Measures.ABSENT_PLACE;

    String name();

    /** The paths that it is computed from. */
    List<String> sources();

    List<String> columns();

    /** Writes its columns at a place of the vector and returns its natural value: NaN or {@link #ABSENT} if absent. */
    double write(OrderSnapshot snapshot, double[] vector, int at);

    /** How a natural value reads in an explanation. */
    String describe(double natural);

    /**
     * A number.
     *
     * @param unit of the natural value
     * @param low natural values below count as this one
     * @param high natural values above count as this one
     * @param natural NaN where absent
     * @param bases what the columns make of the natural value
     */
    record Measure(
            String name,
            String unit,
            double low,
            double high,
            List<String> sources,
            ToDoubleFunction<OrderSnapshot> natural,
            List<Basis> bases)
            implements Feature {
        @Override
        public List<String> columns() {
            return Stream.concat(bases.stream().map(basis -> name + " " + basis.name()), Stream.of(name + " absent"))
                    .toList();
        }

        @Override
        public double write(OrderSnapshot snapshot, double[] vector, int at) {
            double value = natural.applyAsDouble(snapshot);
            if (Double.isNaN(value)) {
                vector[at + bases.size()] = 1;
                return value;
            }
            double bounded = Math.min(high, Math.max(low, value));
            for (int i = 0; i < bases.size(); i++) {
                vector[at + i] = bases.get(i).of().applyAsDouble(bounded);
            }
            return bounded;
        }

        @Override
        public String describe(double natural) {
            return Double.isNaN(natural) ? name + " absent" : name;
        }
    }

    /** A column's function of the natural value. */
    record Basis(String name, DoubleUnaryOperator of) {}

    /**
     * One of several.
     *
     * @param choice the place of the value among the names, the number of names when it is none of them, or absent
     */
    record Choice(String name, List<String> names, List<String> sources, ToIntFunction<OrderSnapshot> choice)
            implements Feature {
        @Override
        public List<String> columns() {
            return Stream.concat(names.stream(), Stream.of("other", "absent"))
                    .map(value -> name + " " + value)
                    .toList();
        }

        @Override
        public double write(OrderSnapshot snapshot, double[] vector, int at) {
            int value = choice.applyAsInt(snapshot);
            vector[at + column(value)] = 1;
            return value;
        }

        private int column(int value) {
            return value == ABSENT ? names.size() + 1 : value;
        }

        @Override
        public String describe(double natural) {
            int place = (int) natural;
            String value = place == ABSENT ? "absent" : place == names.size() ? "other" : names.get(place);
            return name + " " + value;
        }
    }
}
