package dev.docket.order;

/** The customer's segment, A the most important. */
public enum Segment {
    A,
    B,
    C
}
