package dev.docket.decision;

/** One step of the arbitration: what it started from, what it ended with, and why. */
public record Step(String step, String from, String to, String because) {
    /** The step in which the classifier may send an order to a person. */
    public static final String CLASSIFIER = "classifier";
}
