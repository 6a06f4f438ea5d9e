package dev.docket.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.docket.decision.urgency.LossPolicy;
import dev.docket.decision.urgency.ModelId;
import dev.docket.digest.Digest;
import dev.docket.priority.ModelException;
import dev.docket.priority.loss.Hurdle;
import dev.docket.priority.loss.LossDocument;
import dev.docket.priority.loss.LossDrift;
import dev.docket.priority.loss.LossModel;
import dev.docket.priority.loss.ModelLoader;
import dev.docket.priority.loss.Party;
import dev.docket.priority.loss.ReferenceSnapshot;
import dev.docket.training.card.CardPage;
import dev.docket.training.card.Evidence;
import dev.docket.training.card.ModelCard;
import dev.docket.training.card.ModelWriter;
import dev.docket.training.cases.Case;
import dev.docket.training.cases.CaseReader;
import dev.docket.training.cases.OwnOrder;
import dev.docket.training.cases.TimeSplit;
import dev.docket.training.cases.Timeline;
import dev.docket.training.cases.Timeline.Moment;
import dev.docket.training.judge.Duel;
import dev.docket.training.judge.Gate;
import dev.docket.training.judge.Judgement;
import dev.docket.training.judge.Metrics;
import dev.docket.training.judge.RollingOrigins;
import dev.docket.training.learn.FittedModel;
import dev.docket.training.learn.Fitting;
import dev.docket.training.learn.PriorWeights;
import dev.docket.training.learn.RecentLosses;
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
import java.util.function.Function;

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
    public LossModel train(Path configFile) {
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
            reporting.say("recorded   " + ModelLoader.loadLoss(recorded).id().digest());
            reporting.say(
                    "reproduced " + train(configFile, config, elsewhere).id().digest());
            List<String> differing = new ArrayList<>();
            for (String file : LossModel.FILES) {
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

    private LossModel train(Path configFile, TrainingConfig config, Path output) {
        var reader = new CaseReader(config, folder(configFile), reporting::say);
        List<Case> cases = reader.read();
        Timeline.Past past = past(config, cases);
        List<Moment> open = open(past);
        TimeSplit split = split(config, open);
        reporting.learning((config.split().folds() + 1) * (config.refit() ? 2 : 1));
        var fitting = new Fitting(config, reporting::learned);
        FittedModel evaluated = fitting.fit(split.earlier());
        Judgement judgement = Judgement.of(evaluated, config.labels().policy(), split.earlier(), split.later());
        Metrics metrics = Metrics.of(judgement, config.trainer().seed());
        metrics.table().forEach(row -> reporting.say(row.replace("|", "").strip()));
        FittedModel shipped = config.refit() ? fitting.fit(open) : evaluated;
        return write(
                new Written(
                        config,
                        output,
                        shipped,
                        shipped(past, shipped, config, open),
                        facts(configFile, reader.digests(), open, metrics),
                        true),
                (document) ->
                        new Evidence(config, open, cases.size() - open.size(), judgement, metrics, evaluated, document),
                open);
    }

    private TimeSplit split(TrainingConfig config, List<Moment> open) {
        TimeSplit split = TimeSplit.of(open, config.split().testShare());
        reporting.say(String.format(
                Locale.ROOT,
                "split by time: %,d to train, %,d to evaluate, no shipment in both",
                split.earlier().size(),
                split.later().size()));
        return split;
    }

    /**
     * Trains from a deployment's own orders, with the current model as the prior, and makes the new model current only if it
     * passes the gate.
     *
     * @param configFile such as {@code training/own.yaml}
     * @param models the folder of the versions
     * @param version of the new model
     * @return whether it passed
     * @throws TrainingException if there is no current model of this kind, or the orders are too few
     */
    public boolean own(List<OwnOrder> orders, Path configFile, Path models, String version) {
        TrainingConfig config = TrainingConfig.read(configFile).named(version);
        LossModel present = current(models);
        Timeline.Past past = past(config, Case.ofOwn(orders, config.labels()));
        List<Moment> open = open(past);
        TimeSplit split = split(config, open);
        reporting.learning((config.split().folds() + 1) * 2);
        var fitting = new Fitting(config, reporting::learned, PriorWeights.of(present.hurdle()));
        FittedModel evaluated = fitting.fit(split.earlier());
        LossPolicy policy = config.labels().policy();
        Judgement judgement = Judgement.of(evaluated, policy, split.earlier(), split.later());
        Judgement before = Judgement.of(present.hurdle(), present.document(), policy, split.earlier(), split.later());
        Gate gate = Gate.of(judgement, before, config.trainer().seed());
        gate.lines().forEach(reporting::say);
        FittedModel shipped = fitting.fit(open);
        Metrics metrics = Metrics.of(judgement, config.trainer().seed());
        SortedMap<String, Object> facts = facts(configFile, new TreeMap<>(), open, metrics);
        facts.put("prior", present.id().digest().text());
        facts.put("gate", gate.isOpen() ? "accepted" : "refused");
        ReferenceSnapshot reference = past.end()
                .owned(past.moments().size())
                .withLosses(RecentLosses.of(shipped.hurdle(), policy, open).quantiles());
        write(
                new Written(config, models, shipped, reference, facts, gate.isOpen()),
                document -> new Evidence(
                        config, open, orders.size() - open.size(), judgement, metrics, evaluated, document),
                open);
        return gate.isOpen();
    }

    /**
     * Compares two versions on a deployment's own orders.
     *
     * @return for people
     * @throws TrainingException if a version cannot be used, or the orders are too few
     */
    public List<String> duel(List<OwnOrder> orders, Path configFile, Path models, String a, String b) {
        TrainingConfig config = TrainingConfig.read(configFile);
        LossModel one = load(models.resolve(a));
        LossModel other = load(models.resolve(b));
        List<Moment> open = open(past(config, Case.ofOwn(orders, config.labels())));
        LossPolicy policy = config.labels().policy();
        return Duel.of(
                a,
                Judgement.of(one.hurdle(), one.document(), policy, List.of(), open),
                b,
                Judgement.of(other.hurdle(), other.document(), policy, List.of(), open),
                config.trainer().seed());
    }

    private static LossModel current(Path models) {
        try {
            if (ModelLoader.current(models) instanceof LossModel present) {
                return present;
            }
        } catch (ModelException unusable) {
            throw new TrainingException(String.valueOf(unusable.getMessage()), unusable);
        }
        throw new TrainingException(
                "The current model of %s is older than version 4 and cannot be a prior.".formatted(models));
    }

    private static LossModel load(Path version) {
        try {
            return ModelLoader.loadLoss(version);
        } catch (ModelException unusable) {
            throw new TrainingException(String.valueOf(unusable.getMessage()), unusable);
        }
    }

    private Timeline.Past past(TrainingConfig config, List<Case> cases) {
        if (cases.isEmpty()) {
            throw new TrainingException("There are no orders with outcomes to train from.");
        }
        return Timeline.of(cases, config.typicalOrderValue().doubleValue());
    }

    private List<Moment> open(Timeline.Past past) {
        List<Moment> open =
                past.moments().stream().filter(moment -> moment.one().isOpen()).toList();
        reporting.say(String.format(
                Locale.ROOT,
                "%,d were open when the decision was due; the outcome of %,d was known, they only count in the rates of others",
                open.size(),
                past.moments().size() - open.size()));
        return open;
    }

    /** What the model starts with: of all parties only the suppliers, whose names it may know. */
    private static ReferenceSnapshot shipped(
            Timeline.Past past, FittedModel model, TrainingConfig config, List<Moment> open) {
        return past.end()
                .onlyOf(Party.SUPPLIER)
                .withLosses(RecentLosses.of(model.hurdle(), config.labels().policy(), open)
                        .quantiles());
    }

    /**
     * Trains on the orders before each of several moments, judges on those after it, and writes nothing.
     *
     * @return the report, Markdown
     * @throws TrainingException if the configuration or the data is not fit to train from
     */
    public String measure(Path configFile) {
        TrainingConfig config = TrainingConfig.read(configFile);
        List<Case> cases = new CaseReader(config, folder(configFile), reporting::say).read();
        return RollingOrigins.of(config, open(past(config, cases)), reporting::learned);
    }

    private static SortedMap<String, Object> facts(
            Path configFile, SortedMap<String, String> digests, List<Moment> open, Metrics metrics) {
        SortedMap<String, Object> facts = new TreeMap<>();
        facts.put("configuration", "sha256:" + digest(configFile));
        facts.put("data", digests);
        facts.put("orders", open.size());
        facts.put("firstDecision", open.getFirst().one().at().toString());
        facts.put("lastDecision", open.getLast().one().at().toString());
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

    /**
     * What is written.
     *
     * @param current whether it becomes the current model
     */
    private record Written(
            TrainingConfig config,
            Path output,
            FittedModel model,
            ReferenceSnapshot reference,
            SortedMap<String, Object> facts,
            boolean current) {}

    private LossModel write(Written written, Function<LossDocument, Evidence> evidence, List<Moment> open) {
        Hurdle hurdle = written.model().hurdle();
        LossDocument document = written.model()
                .document()
                .with(
                        LossDrift.references(
                                hurdle,
                                open.stream()
                                        .map(moment ->
                                                hurdle.drivers().of(moment.one().snapshot(), written.reference()))
                                        .toList()),
                        written.facts());
        var cards = new ModelWriter.Cards(
                new ModelCard(evidence.apply(document)).markdown(), CardPage.of(evidence.apply(document)));
        try {
            var writer = new ModelWriter(written.output());
            Path version = writer.write(
                    document, written.model().probability(), written.reference(), cards, provenance(written.model()));
            LossModel model = ModelLoader.loadLoss(version);
            if (written.current()) {
                writer.makeCurrent(document.version());
            }
            reporting.say("wrote %s %s, %s"
                    .formatted(document.name(), document.version(), model.id().digest()));
            return model;
        } catch (IOException unwritable) {
            throw new TrainingException("%s cannot be written: %s".formatted(written.output(), unwritable), unwritable);
        }
    }

    private String provenance(FittedModel model) throws JsonProcessingException {
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
