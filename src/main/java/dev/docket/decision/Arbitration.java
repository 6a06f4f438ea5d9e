package dev.docket.decision;

import dev.docket.decision.urgency.LossPolicy;
import dev.docket.decision.urgency.PriorityCost;
import java.util.List;

/**
 * The parameters of the arbitration itself.
 *
 * @param shortageRemedyOrder the remedies for a shortage, best first
 * @param priorityCost what a wrong class costs; only models up to version 3 need it
 * @param reviewProbability the probability of cost at which the classifier sends a P1 order to a person; for a model up to
 *     version 3, the probability of P1
 */
public record Arbitration(
        List<String> shortageRemedyOrder, PriorityCost priorityCost, double reviewProbability, LossPolicy lossPolicy) {
    public Arbitration {
        shortageRemedyOrder = List.copyOf(shortageRemedyOrder);
    }
}
