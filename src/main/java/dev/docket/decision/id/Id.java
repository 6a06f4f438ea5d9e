package dev.docket.decision.id;

/** A name in the form of a text. */
public sealed interface Id permits DecisionId {
    String text();
}
