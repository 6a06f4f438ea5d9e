package dev.docket.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.docket.priority.driver.OrderFacts;
import dev.docket.priority.loss.LossDocument;
import dev.docket.priority.loss.LossDrift;
import dev.docket.priority.loss.LossModel;
import dev.docket.priority.loss.ModelLoader;
import dev.docket.priority.loss.ModelVersions;
import dev.docket.priority.reference.ReferenceSnapshot;
import dev.docket.training.card.CardPage;
import dev.docket.training.card.Evidence;
import dev.docket.training.card.ModelCard;
import dev.docket.training.card.ModelWriter;
import dev.docket.training.cases.Timeline.Moment;
import dev.docket.training.config.TrainingConfig;
import dev.docket.training.config.TrainingException;
import dev.docket.training.learn.FittedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * A model that was trained and judged, to be written as a version.
 *
 * @param moments what it was trained on
 * @param reference the snapshot that it starts with
 * @param evidence for its card, given the document that is written
 */
record NewVersion(
        TrainingConfig config,
        FittedModel model,
        List<Moment> moments,
        ReferenceSnapshot reference,
        SortedMap<String, Object> facts,
        Function<LossDocument, Evidence> evidence) {
    /**
     * Writes it, and reads it back.
     *
     * @param current whether it becomes the current model
     */
    LossModel write(ModelVersions versions, boolean current, Reporting reporting, Clock clock) {
        LossDocument document = model.document().with(LossDrift.references(model.hurdle(), seenInServing()), facts);
        Evidence shown = evidence.apply(document);
        var cards = new ModelWriter.Cards(new ModelCard(shown).markdown(), CardPage.of(shown));
        try {
            Path version =
                    new ModelWriter(versions).write(document, model.probability(), reference, cards, provenance(clock));
            LossModel written = ModelLoader.loadLoss(version);
            if (current) {
                versions.makeCurrent(document.version());
            }
            reporting.say("wrote %s %s to %s, %s"
                    .formatted(
                            document.name(),
                            document.version(),
                            version,
                            written.id().digest()));
            return written;
        } catch (IOException unwritable) {
            throw new TrainingException(
                    "%s cannot be written: %s".formatted(versions.models(), unwritable), unwritable);
        }
    }

    /** The orders of the training as serving would measure them, against the snapshot that is written. */
    private List<OrderFacts> seenInServing() {
        return moments.stream()
                .map(moment -> model.hurdle().drivers().of(moment.one().snapshot(), reference))
                .toList();
    }

    private String provenance(Clock clock) throws JsonProcessingException {
        Map<String, Object> provenance = new LinkedHashMap<>();
        provenance.put("trainedAt", clock.instant().toString());
        provenance.put("java", Runtime.version().toString());
        provenance.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        List<String> tribuo = new ArrayList<>();
        model.probability()
                .getProvenance()
                .iterator()
                .forEachRemaining(part -> tribuo.add(part.getA() + ": " + part.getB()));
        provenance.put("tribuo", tribuo);
        return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(provenance) + "\n";
    }
}
