package dev.docket.training.config;

import dev.docket.decision.urgency.PriorityClass;
import dev.docket.json.Problem;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What to train from and how: a file such as {@code training/priority.yaml}. Paths in it are relative to its folder.
 *
 * @param typicalOrderValue what a typical order is worth, in the currency of the data
 * @param output the folder of the versions, such as {@code models/priority}
 * @param refit whether to train the model that is written on all rows, the test part too, after it was evaluated
 * @param minimumPerClass fewer rows of a class than this in the training part are refused
 * @param minimumPerSupplier the model distinguishes a supplier from so many orders on; all others are one
 */
public record TrainingConfig(
        String name,
        String version,
        String output,
        BigDecimal typicalOrderValue,
        List<Input> inputs,
        OutcomeCost labels,
        Split split,
        Hyperparameters trainer,
        int minimumPerClass,
        int minimumPerSupplier,
        boolean refit,
        About about) {

    /** Either a mapping with its data, or a file of orders, one JSON object {@code {snapshot, outcome, group}} a line. */
    public record Input(
            @Nullable String mapping,
            @Nullable String data,
            @Nullable String orders) {
        public Input {
            boolean mapped = mapping != null && data != null && orders == null;
            boolean plain = mapping == null && data == null && orders != null;
            if (!mapped && !plain) {
                throw new IllegalArgumentException("has either 'mapping' and 'data', or 'orders'");
            }
        }
    }

    /**
     * @param testShare the last part by time that is only for evaluation, 0..1
     * @param folds into how many parts, by group, the training part is cut to calibrate on rows unseen in training
     * @param coverage the least share of each class, P1 to P4, whose prediction sets hold it, 0..1
     */
    public record Split(double testShare, int folds, List<Double> coverage) {}

    public record Hyperparameters(int epochs, double learningRate, int minibatch, long seed, Ridge ridge) {}

    /**
     * How strongly weights are drawn to their prior, in orders' worth of evidence.
     *
     * @param cost for the probability of a cost
     * @param days for the days late
     */
    public record Ridge(double cost, double days) {}

    /** What the model card says in words. */
    public record About(String data, String licence, String use, String notTrainedOn, String limits) {}

    /** @throws TrainingException if it is missing or wrong, with file and line */
    public static TrainingConfig read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new TrainingException("Training configuration %s does not exist.".formatted(file));
        }
        try {
            return switch (new RecordReader().yaml(TrainingConfig.class, Files.readAllBytes(file))) {
                case Reading.Valid<TrainingConfig> valid -> checked(file, valid.value());
                case Reading.Invalid<TrainingConfig> invalid ->
                    throw new TrainingException(invalid.problems().stream()
                            .map(problem -> text(file, problem))
                            .collect(Collectors.joining("\n")));
            };
        } catch (IOException unreadable) {
            throw new TrainingException("%s cannot be read: %s".formatted(file, unreadable), unreadable);
        }
    }

    /** The same for another version. */
    public TrainingConfig named(String other) {
        return new TrainingConfig(
                name,
                other,
                output,
                typicalOrderValue,
                inputs,
                labels,
                split,
                trainer,
                minimumPerClass,
                minimumPerSupplier,
                refit,
                about);
    }

    /** The same with other settings of the learning, to see what they change. */
    public TrainingConfig trying(int otherMinimumPerSupplier, Ridge otherRidge) {
        return new TrainingConfig(
                name,
                version,
                output,
                typicalOrderValue,
                inputs,
                labels,
                split,
                new Hyperparameters(
                        trainer.epochs(), trainer.learningRate(), trainer.minibatch(), trainer.seed(), otherRidge),
                minimumPerClass,
                otherMinimumPerSupplier,
                refit,
                about);
    }

    private static TrainingConfig checked(Path file, TrainingConfig config) {
        if (config.split().coverage().size() != PriorityClass.values().length) {
            throw new TrainingException(
                    "%s: 'split.coverage' needs four shares, P1 to P4.".formatted(file.getFileName()));
        }
        return config;
    }

    private static String text(Path file, Problem problem) {
        String place = String.format(Locale.ROOT, "%s:%d: ", file.getFileName(), problem.line());
        String path = problem.path().isEmpty() ? "" : problem.path() + " ";
        return place + path + problem.message();
    }
}
