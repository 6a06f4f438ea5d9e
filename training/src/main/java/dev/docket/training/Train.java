package dev.docket.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.docket.decision.urgency.ModelId;
import dev.docket.digest.Digest;
import dev.docket.priority.ModelManifest;
import dev.docket.priority.ModelDocument;
import dev.docket.priority.ModelException;
import dev.docket.priority.PriorityModel;
import dev.docket.training.card.CardPage;
import dev.docket.training.card.Evidence;
import dev.docket.training.card.ModelCard;
import dev.docket.training.card.ModelWriter;
import dev.docket.training.cases.Case;
import dev.docket.training.cases.CaseReader;
import dev.docket.training.cases.TimeSplit;
import dev.docket.training.judge.Comparison;
import dev.docket.training.judge.Judgement;
import dev.docket.training.judge.Metrics;
import dev.docket.training.learn.FittedModel;
import dev.docket.training.learn.Fitting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Trains a model version as a configuration says: reads the orders, evaluates on the last part by time, and writes the
 * version with its card. The same data, configuration and JDK give the same model digest; only {@code provenance.json},
 * which the digest leaves out, says when and where it was.
 */
public final class Train {
    private final Reporting reporting;
    private final Clock clock;

    /**
     * @param reporting receives each step
     * @param clock for the provenance only
     */
    public Train(Reporting reporting, Clock clock) {
        this.reporting = reporting;
        this.clock = clock;
    }

    /**
     * Trains, and names the model that was written.
     *
     * @throws TrainingException if the configuration or the data is not fit, or the model that was written cannot be used
     * @throws dev.docket.training.mapping.MappingException if a mapping or its data is wrong
     */
    public ModelId run(Path configFile) {
        try {
            return train(configFile).id();
        } catch (ModelException unusable) {
            throw new TrainingException(String.valueOf(unusable.getMessage()), unusable);
        }
    }

    /**
     * @return the model that was written, read back and checked
     * @throws TrainingException if the configuration or the data is not fit to train from
     * @throws dev.docket.training.mapping.MappingException if a mapping or its data is wrong
     */
    public PriorityModel train(Path configFile) {
        TrainingConfig config = TrainingConfig.read(configFile);
        return train(
                configFile, config, folder(configFile).resolve(config.output()).normalize());
    }

    /**
     * Trains a version again, elsewhere, and compares.
     *
     * @return each file that differs from the one in the version's folder; empty when the model is the same
     * @throws TrainingException if the configuration is for another version, or the data is not there
     */
    public List<String> reproduce(Path configFile, String version) {
        TrainingConfig config = TrainingConfig.read(configFile);
        if (!config.version().equals(version)) {
            throw new TrainingException("%s trains version %s, not %s.\nMaybe it is in an older commit?"
                    .formatted(configFile, config.version(), version));
        }
        Path recorded =
                folder(configFile).resolve(config.output()).resolve(version).normalize();
        try {
            Path elsewhere = Files.createTempDirectory("docket-reproduce");
            Path again = elsewhere.resolve(version);
            reporting.say("recorded   " + PriorityModel.load(recorded).id().digest());
            reporting.say(
                    "reproduced " + train(configFile, config, elsewhere).id().digest());
            List<String> differing = new ArrayList<>();
            for (String file : PriorityModel.FILES) {
                if (Files.mismatch(recorded.resolve(file), again.resolve(file)) >= 0) {
                    differing.add(file);
                }
            }
            return differing;
        } catch (IOException | ModelException unusable) {
            throw new TrainingException(String.valueOf(unusable.getMessage()), unusable);
        }
    }

    private static Path folder(Path configFile) {
        return configFile.toAbsolutePath().resolveSibling(".").normalize();
    }

    private PriorityModel train(Path configFile, TrainingConfig config, Path output) {
        Path folder = folder(configFile);
        var reader = new CaseReader(config, folder, reporting::say);
        List<Case> cases = reader.read();
        TimeSplit split = TimeSplit.of(cases, config.split().testShare());
        reporting.say(String.format(
                Locale.ROOT,
                "split by time: %,d to train, %,d to evaluate, no shipment in both",
                split.earlier().size(),
                split.later().size()));

        reporting.learning((config.split().folds() + 1) * (config.refit() ? 2 : 1));
        var fitting = new Fitting(config, split.earlier(), reporting::learned);
        FittedModel evaluated = fitting.fit(split.earlier());
        Judgement judgement = Judgement.of(evaluated.forecaster(), split.later(), fitting.vectors(split.later()));
        Metrics metrics = Metrics.of(judgement, config.trainer().seed());

        FittedModel shipped = config.refit() ? new Fitting(config, cases, reporting::learned).fit(cases) : evaluated;
        metrics.table().forEach(row -> reporting.say(row.replace("|", "").strip()));
        var document = document(config, shipped, facts(configFile, reader.digests(), cases, metrics));
        var evidence =
                new Evidence(config, cases, judgement, metrics, evaluated, fitting.vectors(split.later()), shipped);
        var cards = new ModelWriter.Cards(new ModelCard(evidence).markdown(), CardPage.of(evidence));
        return write(config, output, document, shipped, cards);
    }

    /**
     * Compares ways to learn on the data of a configuration, and writes nothing.
     *
     * @return the report, Markdown
     * @throws TrainingException if the configuration or the data is not fit to train from
     */
    public String compare(Path configFile) {
        TrainingConfig config = TrainingConfig.read(configFile);
        Path folder = folder(configFile);
        List<Case> cases = new CaseReader(config, folder, reporting::say).read();
        return new Comparison(config, reporting::say).of(cases);
    }

    private static ModelDocument document(TrainingConfig config, FittedModel model, SortedMap<String, Object> facts) {
        return new ModelDocument(
                config.name(),
                config.version(),
                model.features().settings(),
                model.trained(),
                model.scalings(),
                model.forecaster().calibration(),
                model.forecaster().thresholds(),
                model.references(),
                facts);
    }

    private static SortedMap<String, Object> facts(
            Path configFile, SortedMap<String, String> digests, List<Case> cases, Metrics metrics) {
        SortedMap<String, Object> facts = new TreeMap<>();
        facts.put("configuration", "sha256:" + digest(configFile));
        facts.put("data", digests);
        facts.put("orders", cases.size());
        facts.put("firstDecision", cases.getFirst().at().toString());
        facts.put("lastDecision", cases.getLast().at().toString());
        facts.put("tribuo", org.tribuo.Tribuo.VERSION);
        facts.put("logLoss", metrics.logLoss().value());
        facts.put("logLossOfAnyCost", metrics.logLossOfAnyCost().value());
        facts.put("macroAuc", metrics.macroAuc().value());
        facts.put("calibrationError", metrics.calibrationError().value());
        facts.put("costTopTenth", metrics.costTopTenth().value());
        facts.put("costTopTenthByValue", metrics.costTopTenthByValue().value());
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

    private PriorityModel write(
            TrainingConfig config, Path output, ModelDocument document, FittedModel model, ModelWriter.Cards cards) {
        try {
            Path version = new ModelWriter(output).write(document, model.weights(), cards, provenance(model));
            PriorityModel written = PriorityModel.load(version);
            reporting.say("wrote %s %s, %s"
                    .formatted(config.name(), config.version(), written.id().digest()));
            return written;
        } catch (IOException unwritable) {
            throw new TrainingException("%s cannot be written: %s".formatted(output, unwritable), unwritable);
        }
    }

    private String provenance(FittedModel model) throws JsonProcessingException {
        Map<String, Object> provenance = new LinkedHashMap<>();
        provenance.put("trainedAt", clock.instant().toString());
        provenance.put("java", Runtime.version().toString());
        provenance.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        List<String> tribuo = new ArrayList<>();
        model.weights()
                .getProvenance()
                .iterator()
                .forEachRemaining(part -> tribuo.add(part.getA() + ": " + part.getB()));
        provenance.put("tribuo", tribuo);
        return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(provenance) + "\n";
    }
}
