package dev.docket.priority.loss;

import dev.docket.priority.Reference;
import dev.docket.priority.driver.Drivers;
import dev.docket.priority.label.Scaling;
import java.util.List;
import java.util.SortedMap;

/**
 * {@code model.json} of a model that estimates losses: all of it but the weights of the probability. The same training
 * gives the same bytes.
 *
 * @param kind always {@link #KIND}
 * @param bands where realised losses were cut into classes, for the probabilities of the classes
 * @param references how each driver, and last the probability of cost, was distributed in training
 * @param facts what it was trained from and how good it was, by name
 */
public record LossDocument(
        String kind,
        String name,
        String version,
        Drivers.Settings settings,
        List<Column> columns,
        Severity severity,
        LossBands bands,
        PredictionSets sets,
        List<Reference> references,
        SortedMap<String, Object> facts) {
    public static final String KIND = "expected-loss";

    /**
     * How a column is centred and scaled before the model sees it: {@code (value - mean) / scale}.
     *
     * @param used whether it varied in training, and so has a weight
     */
    public record Column(String column, boolean used, double mean, double scale) {
        public Column {
            Scaling.require(column, mean, scale);
        }

        public double of(double value) {
            return (value - mean) / scale;
        }
    }

    /**
     * From a realised loss, as a multiple of the typical order value, to its class: nothing is P4, up to {@code p3AtMost}
     * P3, up to {@code p2AtMost} P2, else P1.
     */
    public record LossBands(double p3AtMost, double p2AtMost) {
        public LossBands {
            if (!(0 <= p3AtMost && p3AtMost <= p2AtMost && Double.isFinite(p2AtMost))) {
                throw new IllegalArgumentException("bands up to %s and %s".formatted(p3AtMost, p2AtMost));
            }
        }

        /** The place of the class of a loss that is above zero: 0 for P1. */
        public int classOf(double multiple) {
            return multiple > p2AtMost ? 0 : multiple > p3AtMost ? 1 : 2;
        }
    }

    public LossDocument {
        if (!KIND.equals(kind)) {
            throw new IllegalArgumentException("kind is '%s', not '%s'".formatted(kind, KIND));
        }
        columns = List.copyOf(columns);
        references = List.copyOf(references);
    }

    /** The same with what is known after the training. */
    public LossDocument with(List<Reference> spread, SortedMap<String, Object> figures) {
        return new LossDocument(kind, name, version, settings, columns, severity, bands, sets, spread, figures);
    }
}
