package dev.docket.training;

import dev.docket.decision.urgency.LossPolicy;
import dev.docket.priority.ModelException;
import dev.docket.priority.loss.LossModel;
import dev.docket.priority.loss.ModelLoader;
import dev.docket.priority.loss.ModelVersions;
import dev.docket.priority.reference.ReferenceSnapshot;
import dev.docket.priority.reference.Renewal;
import dev.docket.training.card.Evidence;
import dev.docket.training.cases.OwnHistory;
import dev.docket.training.cases.TimeSplit;
import dev.docket.training.cases.Timeline;
import dev.docket.training.cases.Timeline.Moment;
import dev.docket.training.config.TrainingConfig;
import dev.docket.training.config.TrainingException;
import dev.docket.training.judge.Duel;
import dev.docket.training.judge.Gate;
import dev.docket.training.judge.Judge;
import dev.docket.training.judge.Judgement;
import dev.docket.training.judge.Metrics;
import dev.docket.training.learn.FittedModel;
import dev.docket.training.learn.Fitting;
import dev.docket.training.learn.PriorWeights;
import dev.docket.training.learn.RecentLosses;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** Trains, judges and compares models on what a deployment decided itself, and on what became of it. */
public final class OwnTraining {
    private final TrainingConfig config;
    private final Path configFile;
    private final ModelVersions versions;
    private final Reporting reporting;

    /**
     * @param configFile such as {@code training/own.yaml}
     * @param models the folder of the versions
     * @throws TrainingException if the configuration is wrong
     */
    public OwnTraining(Path configFile, Path models, Reporting reporting) {
        this.config = TrainingConfig.read(configFile);
        this.configFile = configFile;
        this.versions = new ModelVersions(models);
        this.reporting = reporting;
    }

    /**
     * Trains with the current model as the prior, and makes the new model current only if it passes the gate.
     *
     * @param version of the new model
     * @param clock for the provenance only
     * @return whether it passed
     * @throws TrainingException if there is no current model of this kind, the version exists, or the orders are too few
     */
    public boolean train(OwnHistory history, String version, Clock clock) {
        requireFree(version);
        LossModel present = current();
        Timeline.Past past = past(history);
        List<Moment> open = past.open();
        TimeSplit split = TimeSplit.after(open, config.split().testShare(), lastDecision(present));
        reporting.say(String.format(
                Locale.ROOT,
                "%,d earlier orders to learn from, %,d later ones to judge by",
                split.earlier().size(),
                split.later().size()));
        TrainingConfig named = config.named(version);
        reporting.learning((config.split().folds() + 1) * 2);
        var fitting = new Fitting(named, reporting::learned, PriorWeights.of(present.hurdle()));
        FittedModel evaluated = fitting.fit(split.earlier());
        LossPolicy policy = config.labels().policy();
        Judgement judgement = Judge.of(evaluated, policy).judge(split.earlier(), split.later());
        Judgement before =
                new Judge(present.hurdle(), present.document(), policy).judge(split.earlier(), split.later());
        Gate gate = Gate.of(judgement, before, config.trainer().seed());
        FittedModel shipped = fitting.fit(open);
        gate.lines().forEach(reporting::say);
        Metrics metrics = Metrics.of(judgement, config.trainer().seed());
        SortedMap<String, Object> facts = Facts.of(configFile, new TreeMap<>(), open, metrics);
        facts.put("prior", present.id().digest().text());
        facts.put(Facts.GATE, gate.isOpen() ? Facts.ACCEPTED : Facts.REFUSED);
        ReferenceSnapshot reference = Renewal.of(history.met(), present.reference(), history.at())
                .withLosses(RecentLosses.of(shipped.hurdle(), policy, open).quantiles());
        int closed = past.moments().size() - open.size();
        new NewVersion(
                        named,
                        shipped,
                        open,
                        reference,
                        facts,
                        document -> new Evidence(named, open, closed, judgement, metrics, evaluated, document))
                .write(versions, gate.isOpen(), reporting, clock);
        return gate.isOpen();
    }

    /**
     * Compares two versions on the orders that were decided after both were trained.
     *
     * @return for people
     * @throws TrainingException if a version cannot be used, or the orders are too few
     */
    public List<String> compare(OwnHistory history, String a, String b) {
        LossModel one = load(a);
        LossModel other = load(b);
        Instant last = later(lastDecision(one), lastDecision(other));
        List<Moment> all = past(history).open();
        List<Moment> unseen =
                all.stream().filter(moment -> moment.one().at().isAfter(last)).toList();
        if (unseen.size() < all.size()) {
            reporting.say(String.format(
                    Locale.ROOT,
                    "%,d orders are left out: one of the two was trained on orders up to %s",
                    all.size() - unseen.size(),
                    last));
        }
        if (unseen.size() < Gate.FEWEST_ORDERS) {
            throw new TrainingException(String.format(
                    Locale.ROOT,
                    "%,d orders with outcomes are too few to compare on: %,d are needed.%nReport more outcomes.",
                    unseen.size(),
                    Gate.FEWEST_ORDERS));
        }
        LossPolicy policy = config.labels().policy();
        List<Moment> before = all.subList(0, all.size() - unseen.size());
        return Duel.of(
                a,
                new Judge(one.hurdle(), one.document(), policy).judge(before, unseen),
                b,
                new Judge(other.hurdle(), other.document(), policy).judge(before, unseen),
                config.trainer().seed());
    }

    private Timeline.Past past(OwnHistory history) {
        var cases = history.cases(config.labels());
        reporting.say(String.format(
                Locale.ROOT,
                "%,d orders with outcomes that count by %s; %,d more are too early to count",
                cases.size(),
                history.at(),
                history.early()));
        if (cases.isEmpty()) {
            throw new TrainingException("There are no orders with outcomes to learn from.");
        }
        Timeline.Past past = Timeline.of(cases, config.typicalOrderValue().doubleValue());
        int closed = past.moments().size() - past.open().size();
        if (closed > 0) {
            reporting.say(String.format(
                    Locale.ROOT,
                    "%,d of them had ended when they were decided: they count in the rates of others only",
                    closed));
        }
        return past;
    }

    private LossModel current() {
        try {
            if (ModelLoader.current(versions.models()) instanceof LossModel present) {
                return present;
            }
        } catch (ModelException unusable) {
            throw new TrainingException(String.valueOf(unusable.getMessage()), unusable);
        }
        throw new TrainingException(
                "The current model of %s is older than version 4 and cannot be a prior.".formatted(versions.models()));
    }

    private LossModel load(String version) {
        try {
            return ModelLoader.loadLoss(versions.models().resolve(version));
        } catch (ModelException unusable) {
            throw new TrainingException(String.valueOf(unusable.getMessage()), unusable);
        }
    }

    /** A version never changes; only one that the gate refused, which nobody decided with, may be written again. */
    private void requireFree(String version) {
        if (!version.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new TrainingException(
                    "'%s' is no name of a version.%nUse letters, digits, '.', '-' and '_'.".formatted(version));
        }
        if (Files.exists(versions.models().resolve(version))
                && !Facts.REFUSED.equals(load(version).document().facts().get(Facts.GATE))) {
            throw new TrainingException("%s exists, and a version never changes.%nGive another --version-name."
                    .formatted(versions.models().resolve(version)));
        }
    }

    private static Instant lastDecision(LossModel model) {
        Object last = model.document().facts().get(Facts.LAST_DECISION);
        return last instanceof String text ? Instant.parse(text) : Instant.MIN;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
