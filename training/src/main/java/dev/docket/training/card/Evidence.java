package dev.docket.training.card;

import dev.docket.priority.FeatureVector;
import dev.docket.training.TrainingConfig;
import dev.docket.training.cases.Case;
import dev.docket.training.judge.Judgement;
import dev.docket.training.judge.Metrics;
import dev.docket.training.learn.FittedModel;
import java.util.List;

/**
 * What the model card reports.
 *
 * @param cases all, in order of time
 * @param judgement of the later ones, by the model that was evaluated
 * @param evaluated trained on the earlier ones only
 * @param vectors of the judged cases, as the evaluated model sees them
 * @param shipped what is written
 */
public record Evidence(
        TrainingConfig config,
        List<Case> cases,
        Judgement judgement,
        Metrics metrics,
        FittedModel evaluated,
        List<FeatureVector> vectors,
        FittedModel shipped) {}
