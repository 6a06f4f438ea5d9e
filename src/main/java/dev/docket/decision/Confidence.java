package dev.docket.decision;

/** Whether the classifier's prediction set has one class only. */
public enum Confidence {
    HIGH,
    LOW
}
