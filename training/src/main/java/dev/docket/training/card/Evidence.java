package dev.docket.training.card;

import dev.docket.priority.loss.LossDocument;
import dev.docket.training.cases.Timeline.Moment;
import dev.docket.training.config.TrainingConfig;
import dev.docket.training.judge.Judgement;
import dev.docket.training.judge.Metrics;
import dev.docket.training.learn.FittedModel;
import java.util.List;

/**
 * What the model card is made from.
 *
 * @param moments the open orders with outcomes, in order of time
 * @param closed how many orders were left out because their outcome was known when the decision was due
 * @param judgement of the later ones, by the model that was evaluated
 * @param evaluated trained on the earlier ones only
 * @param shipped what is written
 */
public record Evidence(
        TrainingConfig config,
        List<Moment> moments,
        int closed,
        Judgement judgement,
        Metrics metrics,
        FittedModel evaluated,
        LossDocument shipped) {}
