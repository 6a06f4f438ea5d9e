package dev.docket.priority;

import dev.docket.decision.urgency.Measured;
import dev.docket.order.OrderSnapshot;
import dev.docket.priority.measure.Measures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How far orders have moved from those that a model was trained on, feature by feature, by the population stability index.
 * Never changes the model.
 */
public final class Drift {
    private final List<Watched> watched;
    private final Function<OrderSnapshot, Measured> measure;

    /**
     * What is watched: a feature, or the score.
     *
     * @param place of the feature among those that are measured; {@link #SCORE} for the score
     * @param choice the words for each place of a choice; absent for a number
     */
    public record Watched(
            int place, Reference reference, @Nullable IntFunction<String> choice) {
        public static final int SCORE = -1;

        private int bin(Measured order) {
            double value = place == SCORE ? order.costly() : order.features()[place];
            return reference.bin(value, choice != null);
        }

        private String most(int[] counts) {
            int bin = reference.mostMoved(counts);
            String values = choice == null
                    ? reference.describe(bin)
                    : choice.apply(bin == counts.length - 1 ? Measures.ABSENT_PLACE : bin);
            return String.format(
                    Locale.ROOT,
                    "%s: %.0f %% then, %.0f %% now",
                    values,
                    100 * reference.shares().get(bin),
                    100.0 * counts[bin] / Math.max(1, IntStream.of(counts).sum()));
        }
    }

    /**
     * @param watched the used features, and last the score
     * @param measure what the model measures of an order
     */
    public Drift(List<Watched> watched, Function<OrderSnapshot, Measured> measure) {
        this.watched = List.copyOf(watched);
        this.measure = measure;
    }

    /**
     * What became of a feature, or of the score.
     *
     * @param stabilityIndex the population stability index, at least 0
     * @param most the values whose share changed the index most, with the share in training and now
     */
    public record Moved(String name, double stabilityIndex, String most) {
        private static final double WATCH = 0.1;
        private static final double MOVED = 0.25;

        /** By the usual bands. */
        public String band() {
            return isStable() ? "stable" : hasMoved() ? "moved" : "watch";
        }

        public boolean isStable() {
            return stabilityIndex < WATCH;
        }

        public boolean hasMoved() {
            return stabilityIndex >= MOVED;
        }
    }

    /** The used features, and last the score. */
    public List<String> names() {
        return watched.stream().map(each -> each.reference().name()).toList();
    }

    /** Each used feature and last the score, of these orders; they need a settled {@code asOf}. */
    public List<Moved> of(Stream<OrderSnapshot> orders) {
        DriftCounts counts = new DriftCounts(this);
        orders.map(measure).forEach(counts::add);
        return moved(counts.all());
    }

    /** @param counts of each bin of each watched reference */
    List<Moved> moved(List<int[]> counts) {
        List<Moved> moved = new ArrayList<>();
        for (int i = 0; i < watched.size(); i++) {
            Watched each = watched.get(i);
            moved.add(new Moved(
                    each.reference().name(), each.reference().stabilityIndex(counts.get(i)), each.most(counts.get(i))));
        }
        return moved;
    }

    /** How many bins each watched reference has. */
    int[] bins() {
        return watched.stream()
                .mapToInt(each -> each.reference().shares().size())
                .toArray();
    }

    /** The bin of an order in each watched reference. */
    int[] binsOf(Measured order) {
        return watched.stream().mapToInt(each -> each.bin(order)).toArray();
    }
}
