package dev.docket.training;

import dev.docket.digest.Digest;
import dev.docket.training.cases.Timeline.Moment;
import dev.docket.training.config.TrainingException;
import dev.docket.training.judge.Metrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a model was trained from and how good it was, by name, as {@code model.json} has it. */
final class Facts {
    /** When the last order was decided that it was trained on. */
    static final String LAST_DECISION = "lastDecision";
    /** Whether it passed the gate; only of models of a deployment's own. */
    static final String GATE = "gate";

    static final String ACCEPTED = "accepted";
    static final String REFUSED = "refused";

    private Facts() {}

    static SortedMap<String, Object> of(
            Path configFile, SortedMap<String, String> digests, List<Moment> open, Metrics metrics) {
        SortedMap<String, Object> facts = new TreeMap<>();
        facts.put("configuration", "sha256:" + digest(configFile));
        facts.put("data", digests);
        facts.put("orders", open.size());
        facts.put("firstDecision", open.getFirst().one().at().toString());
        facts.put(LAST_DECISION, open.getLast().one().at().toString());
        facts.put("tribuo", org.tribuo.Tribuo.VERSION);
        facts.put("logLoss", metrics.logLoss().value());
        facts.put("logLossOfAnyCost", metrics.logLossOfAnyCost().value());
        facts.put("auc", metrics.auc().value());
        facts.put("calibrationError", metrics.calibrationError().value());
        facts.put("costTopTenth", metrics.captured().value());
        facts.put("costTopTenthByValue", metrics.capturedByValue().value());
        facts.put("coverage", metrics.coverage().value());
        return facts;
    }

    private static String digest(Path file) {
        try {
            return Digest.over(Files.readAllBytes(file)).hex();
        } catch (IOException unreadable) {
            throw new TrainingException("%s cannot be read: %s".formatted(file, unreadable), unreadable);
        }
    }
}
