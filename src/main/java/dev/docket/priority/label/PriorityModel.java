package dev.docket.priority.label;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.docket.decision.Edition;
import dev.docket.decision.id.ModelId;
import dev.docket.decision.urgency.Classifier;
import dev.docket.decision.urgency.ModelDescription;
import dev.docket.digest.Digest;
import dev.docket.priority.Drift;
import dev.docket.priority.ModelException;
import dev.docket.priority.ModelFolder;
import dev.docket.priority.ModelJson;
import dev.docket.priority.ModelManifest;
import dev.docket.priority.Reference;
import dev.docket.priority.TimeBudget;
import dev.docket.priority.TrainedModel;
import dev.docket.priority.WeightsFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import org.tribuo.classification.sgd.linear.LinearSGDModel;

/**
 * A trained model up to version 3, read from its folder and checked: {@code model.json}, {@code model.pb} (Tribuo's own format),
 * {@code MODEL_CARD.md} and {@code manifest.sha256}.
 */
public final class PriorityModel implements TrainedModel {
    public static final List<String> FILES =
            List.of(ModelFolder.DOCUMENT, ModelFolder.WEIGHTS, ModelFolder.CARD, ModelFolder.PAGE);

    private final ModelId id;
    private final ModelDocument document;
    private final String card;
    private final String page;
    private final Features features;
    private final LinearSGDModel weights;

    private PriorityModel(ModelId id, ModelDocument document, String card, String page, LinearSGDModel weights) {
        this.id = id;
        this.document = document;
        this.card = card;
        this.page = page;
        this.features = new Features(document.settings());
        this.weights = weights;
    }

    /**
     * The model of a version folder.
     *
     * @throws ModelException if it is missing, damaged or does not fit this program
     */
    public static PriorityModel load(Path folder) {
        return of(folder, ModelFolder.files(folder));
    }

    /**
     * The model in bytes that were read before, so that what is used is what was hashed.
     *
     * @param folder where they were read; messages name it
     * @param files by name, the manifest among them
     * @throws ModelException if one is missing, damaged or does not fit this program
     */
    public static PriorityModel of(Path folder, SortedMap<String, byte[]> files) {
        Digest digest = ModelManifest.verify(folder, files, FILES);
        try {
            ModelDocument document = ModelJson.read(ModelFolder.text(files, ModelFolder.DOCUMENT), ModelDocument.class);
            ModelException.requireSameColumns(
                    folder,
                    new Features(document.settings()).columnNames(),
                    document.columns().stream().map(Scaling::column).toList());
            LinearSGDModel weights = WeightsFile.read(Objects.requireNonNull(files.get(ModelFolder.WEIGHTS)));
            var id = new ModelId(document.name(), document.version(), digest);
            String card = ModelFolder.text(files, ModelFolder.CARD);
            requireFeatures(new Features(document.settings()).features(), document);
            var model = new PriorityModel(id, document, card, ModelFolder.text(files, ModelFolder.PAGE), weights);
            model.requireProbabilities(folder);
            return model;
        } catch (JsonProcessingException
                | IllegalStateException
                | IllegalArgumentException
                | IndexOutOfBoundsException unreadable) {
            throw ModelException.unreadable(folder, unreadable);
        }
    }

    /** @throws IllegalArgumentException unless training saw these features, and a reference says how each was distributed */
    private static void requireFeatures(List<Feature> features, ModelDocument document) {
        List<String> trained =
                document.features().stream().map(TrainedFeature::name).toList();
        if (!trained.equals(features.stream().map(Feature::name).toList())) {
            throw new IllegalArgumentException("it was trained with the features %s".formatted(trained));
        }
        List<Integer> names = new ArrayList<>();
        features.forEach(feature -> names.add(
                switch (feature) {
                    case Feature.Measure number -> Reference.OF_NUMBERS;
                    case Feature.Choice choice -> choice.names().size();
                }));
        names.add(Reference.OF_NUMBERS);
        Reference.require(document.references(), names);
    }

    /** Scores the average training order: a model that gives no probabilities must not become active. */
    private void requireProbabilities(Path folder) {
        double[] average =
                document.columns().stream().mapToDouble(Scaling::mean).toArray();
        double[] scores = new LinearScores(weights, features, document.columns())
                .of(new FeatureVector(average, new double[features.features().size()]));
        double[] probabilities = document.calibration().probabilities(scores);
        double sum = Arrays.stream(probabilities).sum();
        if (!(Math.abs(sum - 1) < 1e-9)) {
            throw new ModelException("Model %s gives no probabilities for an average order: %s."
                    .formatted(folder, Arrays.toString(probabilities)));
        }
    }

    @Override
    public ModelId id() {
        return id;
    }

    @Override
    public ModelDescription description() {
        return new ModelDescription(id, card, page, document.facts(), features.sources());
    }

    @Override
    public Classifier classifier(Edition edition) {
        return new TribuoClassifier(this, edition, TimeBudget.ofProcessor());
    }

    @Override
    public Drift drift() {
        return LabelDrift.of(this);
    }

    public ModelDocument document() {
        return document;
    }

    Features features() {
        return features;
    }

    LinearSGDModel weights() {
        return weights;
    }
}
