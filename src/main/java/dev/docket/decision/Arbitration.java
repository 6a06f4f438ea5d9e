package dev.docket.decision;

import java.util.List;

/**
 * The parameters of the arbitration itself.
 *
 * @param shortageRemedyOrder which remedy of a shortage is preferred, the best first
 * @param reviewProbability from which probability of P1 the classifier sends an order to a person
 */
public record Arbitration(List<String> shortageRemedyOrder, PriorityCost priorityCost, double reviewProbability) {
    public Arbitration {
        shortageRemedyOrder = List.copyOf(shortageRemedyOrder);
    }
}
