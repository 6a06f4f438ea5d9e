package dev.docket.decision;

/** Whether the classifier's prediction set has exactly one class. */
public enum Confidence {
    HIGH,
    LOW
}
