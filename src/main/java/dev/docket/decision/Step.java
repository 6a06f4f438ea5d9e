package dev.docket.decision;

/** One arbitration step: the disposition before, after, and why. */
public record Step(String step, String from, String to, String because) {
    /** The step in which the classifier may send an order to a person. */
    public static final String CLASSIFIER = "classifier";
}
