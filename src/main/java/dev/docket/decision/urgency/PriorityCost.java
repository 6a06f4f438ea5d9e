package dev.docket.decision.urgency;

/**
 * The cost of a wrong priority per step.
 *
 * @param tooUrgent per step more urgent than the truth
 * @param tooMild per step milder than the truth
 */
public record PriorityCost(double tooUrgent, double tooMild) {
    double of(PriorityClass chosen, PriorityClass truth) {
        int steps = chosen.compareTo(truth);
        return steps <= 0 ? -steps * tooUrgent : steps * tooMild;
    }
}
