package dev.docket.decision;

import dev.docket.decision.urgency.PriorityCost;
import java.util.List;

/**
 * The parameters of the arbitration itself.
 *
 * @param shortageRemedyOrder the remedies for a shortage, best first
 * @param reviewProbability the probability of P1 at which the classifier sends an order to a person
 */
public record Arbitration(List<String> shortageRemedyOrder, PriorityCost priorityCost, double reviewProbability) {
    public Arbitration {
        shortageRemedyOrder = List.copyOf(shortageRemedyOrder);
    }
}
