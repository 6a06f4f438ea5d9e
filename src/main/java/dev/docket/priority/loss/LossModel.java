package dev.docket.priority.loss;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.docket.decision.Edition;
import dev.docket.decision.id.ModelId;
import dev.docket.decision.urgency.Classifier;
import dev.docket.decision.urgency.ModelDescription;
import dev.docket.decision.urgency.PriorityClass;
import dev.docket.digest.Digest;
import dev.docket.order.OrderSnapshot;
import dev.docket.priority.Drift;
import dev.docket.priority.ModelException;
import dev.docket.priority.ModelFolder;
import dev.docket.priority.ModelJson;
import dev.docket.priority.ModelManifest;
import dev.docket.priority.TimeBudget;
import dev.docket.priority.TrainedModel;
import dev.docket.priority.WeightsFile;
import dev.docket.priority.driver.Drivers;
import dev.docket.priority.driver.OrderFacts;
import dev.docket.priority.reference.ReferenceSnapshot;
import dev.docket.priority.reference.SetCalibration;
import dev.docket.priority.reference.TakenSnapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import org.tribuo.classification.sgd.linear.LinearSGDModel;

/**
 * A model that estimates losses, read from its folder and checked: {@code model.json}, {@code model.pb} (the probability, in
 * Tribuo's format), {@code reference.json} (the snapshot that it starts with), its cards and {@code manifest.sha256}.
 */
public final class LossModel implements TrainedModel {
    public static final List<String> FILES = List.of(
            ModelFolder.DOCUMENT, ModelFolder.WEIGHTS, ReferenceSnapshot.FILE, ModelFolder.CARD, ModelFolder.PAGE);

    private final ModelId id;
    private final LossDocument document;
    private final String card;
    private final String page;
    private final Hurdle hurdle;
    private final TakenSnapshot shipped;

    private LossModel(ModelId id, LossDocument document, SortedMap<String, byte[]> files, LinearSGDModel probability) {
        byte[] snapshot = Objects.requireNonNull(files.get(ReferenceSnapshot.FILE));
        this.id = id;
        this.document = document;
        this.card = ModelFolder.text(files, ModelFolder.CARD);
        this.page = ModelFolder.text(files, ModelFolder.PAGE);
        this.hurdle = new Hurdle(probability, document);
        this.shipped = TakenSnapshot.of(snapshot);
    }

    /** @throws ModelException if a file is missing, damaged or does not fit this program */
    static LossModel of(Path folder, SortedMap<String, byte[]> files) {
        Digest digest = ModelManifest.verify(folder, files, FILES);
        try {
            LossDocument document = ModelJson.read(ModelFolder.text(files, ModelFolder.DOCUMENT), LossDocument.class);
            requireSameColumns(folder, document);
            LinearSGDModel probability = WeightsFile.read(Objects.requireNonNull(files.get(ModelFolder.WEIGHTS)));
            Hurdle.requireLabels(probability);
            LossDrift.requireReferences(new Drivers(document.settings()).all(), document.references());
            var model = new LossModel(
                    new ModelId(document.name(), document.version(), digest), document, files, probability);
            model.requireProbability(folder);
            return model;
        } catch (JsonProcessingException | IllegalStateException | IllegalArgumentException unreadable) {
            throw ModelException.unreadable(folder, unreadable);
        }
    }

    private static void requireSameColumns(Path folder, LossDocument document) {
        List<String> computed = new Drivers(document.settings()).columnNames();
        ModelException.requireSameColumns(
                folder,
                computed,
                document.columns().stream().map(LossDocument.Column::column).toList());
        if (document.severity().weights().size() != computed.size()) {
            throw new ModelException("Model %s has %s weights of severity for %s columns."
                    .formatted(folder, document.severity().weights().size(), computed.size()));
        }
    }

    /** A model that gives no probability must not become active. */
    private void requireProbability(Path folder) {
        double usual = hurdle.usualProbability();
        double days = StrictMath.exp(document.severity().logDays());
        if (!(usual > 0 && usual < 1 && Double.isFinite(days))) {
            throw new ModelException("Model %s gives no probability for a usual order: %s, %s days late."
                    .formatted(folder, usual, days));
        }
    }

    @Override
    public ModelId id() {
        return id;
    }

    @Override
    public ModelDescription description() {
        return new ModelDescription(id, card, page, document.facts(), reads());
    }

    private List<String> reads() {
        List<String> reads = new ArrayList<>(hurdle.drivers().sources());
        // What the amounts are computed from besides.
        for (String path : List.of("customer.otifTargetPct", "shipment.cutoffAt", "order.lines[].unitPrice")) {
            if (!reads.contains(path)) {
                reads.add(path);
            }
        }
        reads.sort(null);
        return List.copyOf(reads);
    }

    @Override
    public Classifier classifier(Edition edition) {
        return classifier(TimeBudget.ofProcessor());
    }

    public Classifier classifier(TimeBudget budget) {
        return classifier(budget, shipped);
    }

    @Override
    public Optional<TakenSnapshot> shippedSnapshot() {
        return Optional.of(shipped);
    }

    @Override
    public Classifier classifier(Edition edition, TakenSnapshot snapshot) {
        return classifier(TimeBudget.ofProcessor(), snapshot);
    }

    @Override
    public Optional<SetCalibration> calibration() {
        LossDocument.LossBands bands = document.bands();
        return Optional.of(new SetCalibration(
                document.sets().leastProbabilities(),
                multiple -> multiple <= 0 ? PriorityClass.P4 : PriorityClass.IN_ORDER.get(bands.classOf(multiple))));
    }

    private Classifier classifier(TimeBudget budget, TakenSnapshot snapshot) {
        return new BudgetedClassifier(id, new LossClassifier(this, snapshot), budget);
    }

    @Override
    public Drift drift() {
        return LossDrift.of(this);
    }

    /** What it starts with, before a deployment has a snapshot of its own. */
    public ReferenceSnapshot reference() {
        return shipped.content();
    }

    public LossDocument document() {
        return document;
    }

    public Hurdle hurdle() {
        return hurdle;
    }

    OrderFacts facts(OrderSnapshot order) {
        return hurdle.drivers().of(order, shipped.content());
    }
}
