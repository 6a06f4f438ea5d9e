package dev.docket.training;

import dev.docket.decision.id.ModelId;
import dev.docket.priority.ModelException;
import dev.docket.priority.loss.LossModel;
import dev.docket.priority.loss.ModelLoader;
import dev.docket.priority.loss.ModelVersions;
import dev.docket.priority.reference.Party;
import dev.docket.priority.reference.ReferenceSnapshot;
import dev.docket.training.card.Evidence;
import dev.docket.training.cases.Case;
import dev.docket.training.cases.CaseReader;
import dev.docket.training.cases.TimeSplit;
import dev.docket.training.cases.Timeline;
import dev.docket.training.cases.Timeline.Moment;
import dev.docket.training.config.TrainingConfig;
import dev.docket.training.config.TrainingException;
import dev.docket.training.judge.Judge;
import dev.docket.training.judge.Judgement;
import dev.docket.training.judge.Metrics;
import dev.docket.training.judge.RollingOrigins;
import dev.docket.training.learn.FittedModel;
import dev.docket.training.learn.Fitting;
import dev.docket.training.learn.RecentLosses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Trains a model version as a configuration says: reads the orders, evaluates on the last part by time, and writes the
 * version with its card. The same data, configuration and JDK give the same model digest; only {@code provenance.json},
 * which the digest leaves out, says when and where it was.
 */
public final class Train {
    private static final String SERVED = "priority";

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
     * @throws dev.docket.training.mapping.source.MappingException if a mapping or its data is wrong
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
     * @throws dev.docket.training.mapping.source.MappingException if a mapping or its data is wrong
     */
    public LossModel train(Path configFile) {
        TrainingConfig config = TrainingConfig.read(configFile);
        Path output = folder(configFile).resolve(config.output()).normalize();
        LossModel written = train(configFile, config, output);
        reporting.say(howToServe(output));
        return written;
    }

    private static String howToServe(Path output) {
        return output.endsWith(SERVED)
                ? "./docket serve --models '%s' loads it".formatted(output.getParent())
                : "a service loads models only from a folder named '%s': to serve this one, let 'output' end in it"
                        .formatted(SERVED);
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
        Judgement judgement = Judge.of(evaluated, config.labels().policy()).judge(split.earlier(), split.later());
        Metrics metrics = Metrics.of(judgement, config.trainer().seed());
        metrics.table().forEach(row -> reporting.say(row.replace("|", "").strip()));
        FittedModel shipped = config.refit() ? fitting.fit(open) : evaluated;
        return new NewVersion(
                        config,
                        shipped,
                        open,
                        shipped(past, shipped, config, open),
                        Facts.of(configFile, reader.digests(), open, metrics),
                        document -> new Evidence(
                                config, open, cases.size() - open.size(), judgement, metrics, evaluated, document))
                .write(new ModelVersions(output), true, reporting, clock);
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

    private static Timeline.Past past(TrainingConfig config, List<Case> cases) {
        if (cases.isEmpty()) {
            throw new TrainingException("There are no orders with outcomes to train from.");
        }
        return Timeline.of(cases, config.typicalOrderValue().doubleValue());
    }

    private List<Moment> open(Timeline.Past past) {
        List<Moment> open = past.open();
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
}
