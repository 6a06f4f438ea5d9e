package dev.docket.priority;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.docket.decision.Edition;
import dev.docket.decision.urgency.Classifier;
import dev.docket.decision.urgency.ModelDescription;
import dev.docket.decision.urgency.ModelId;
import dev.docket.digest.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tribuo.classification.sgd.linear.LinearSGDModel;

/**
 * A trained model up to version 3, read from its folder and checked: {@code model.json}, {@code model.pb} (Tribuo's own format),
 * {@code MODEL_CARD.md} and {@code manifest.sha256}.
 */
public final class PriorityModel implements TrainedModel {
    public static final String WEIGHTS = "model.pb";
    public static final String CARD = "MODEL_CARD.md";
    public static final String PAGE = "model-card.html";
    public static final String CURRENT = "current";
    public static final List<String> FILES = List.of(ModelDocument.FILE, WEIGHTS, CARD, PAGE);
    private static final String FIX =
            "Run ./docket train training/priority.yaml to make a model, or restore the folder.";

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
     * The model that the file {@code current} of a folder such as {@code models/priority} names.
     *
     * @throws ModelException if there is none, or it is damaged or does not fit this program
     */
    public static PriorityModel current(Path folder) {
        Path current = folder.resolve(CURRENT);
        if (!Files.isRegularFile(current)) {
            throw new ModelException("There is no model: %s does not exist.".formatted(current), FIX);
        }
        try {
            return load(folder.resolve(Files.readString(current).strip()));
        } catch (IOException unreadable) {
            throw new ModelException("%s cannot be read: %s".formatted(current, unreadable), FIX, unreadable);
        }
    }

    /**
     * The model of a version folder.
     *
     * @throws ModelException if it is missing, damaged or does not fit this program
     */
    public static PriorityModel load(Path folder) {
        return of(folder, files(folder));
    }

    /**
     * The files of a version folder that its manifest lists, and the manifest.
     *
     * @throws ModelException if there is no manifest, or a file cannot be read
     */
    public static SortedMap<String, byte[]> files(Path folder) {
        if (!Files.isRegularFile(folder.resolve(ModelManifest.FILE))) {
            throw new ModelException(
                    "There is no model in %s: %s is missing.".formatted(folder, ModelManifest.FILE), FIX);
        }
        try {
            SortedMap<String, byte[]> files = new TreeMap<>();
            for (String name : ModelManifest.listed(Files.readString(folder.resolve(ModelManifest.FILE)))) {
                if (Files.isRegularFile(folder.resolve(name))) {
                    files.put(name, Files.readAllBytes(folder.resolve(name)));
                }
            }
            files.put(ModelManifest.FILE, Files.readAllBytes(folder.resolve(ModelManifest.FILE)));
            return files;
        } catch (IOException unreadable) {
            throw new ModelException(
                    "Model %s cannot be read: %s".formatted(folder, unreadable.getMessage()), FIX, unreadable);
        }
    }

    /**
     * The model in bytes that were read before, so that what is used is what was hashed.
     *
     * @param folder where they were read; messages name it
     * @param files by name, the manifest among them
     * @throws ModelException if one is missing, damaged or does not fit this program
     */
    public static PriorityModel of(Path folder, SortedMap<String, byte[]> files) {
        Digest digest = ModelManifest.verify(folder, files, FILES, FIX);
        try {
            ModelDocument document = ModelDocument.fromJson(text(files, ModelDocument.FILE));
            requireSameFeatures(folder, document);
            LinearSGDModel weights = WeightsFile.read(Objects.requireNonNull(files.get(WEIGHTS)));
            var id = new ModelId(document.name(), document.version(), digest);
            var model = new PriorityModel(id, document, text(files, CARD), text(files, PAGE), weights);
            model.requireProbabilities(folder);
            return model;
        } catch (JsonProcessingException unfit) {
            throw new ModelException(
                    "Model %s: model.json does not fit this program: %s".formatted(folder, unfit.getOriginalMessage()),
                    FIX,
                    unfit);
        } catch (IllegalStateException | IllegalArgumentException | IndexOutOfBoundsException unreadable) {
            throw new ModelException(
                    "Model %s cannot be read: %s".formatted(folder, unreadable.getMessage()), FIX, unreadable);
        }
    }

    private static String text(SortedMap<String, byte[]> files, String name) {
        return new String(Objects.requireNonNull(files.get(name)), StandardCharsets.UTF_8);
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
            throw new ModelException(
                    "Model %s gives no probabilities for an average order: %s."
                            .formatted(folder, Arrays.toString(probabilities)),
                    FIX);
        }
    }

    private static void requireSameFeatures(Path folder, ModelDocument document) {
        List<String> wanted = new Features(document.settings()).columnNames();
        List<String> trained = document.columns().stream().map(Scaling::column).toList();
        if (!trained.equals(wanted)) {
            List<String> missing =
                    wanted.stream().filter(name -> !trained.contains(name)).toList();
            List<String> unknown =
                    trained.stream().filter(name -> !wanted.contains(name)).toList();
            throw new ModelException(
                    "Model %s was trained with other features than this program has: missing %s, unknown %s."
                            .formatted(folder, missing, unknown),
                    FIX);
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
        return new TribuoClassifier(this, edition);
    }

    @Override
    public Drift drift() {
        return new Drift(this);
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
