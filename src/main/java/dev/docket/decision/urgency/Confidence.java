package dev.docket.decision.urgency;

/** Whether the classifier's prediction set has exactly one class. */
public enum Confidence {
    HIGH,
    LOW
}
