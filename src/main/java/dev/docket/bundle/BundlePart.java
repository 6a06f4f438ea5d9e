package dev.docket.bundle;

/** A part of a bundle that can be replaced on its own. */
public enum BundlePart {
    /** The rule files, the taxonomy and the actions. */
    RULES,
    PARAMETERS,
    MODEL
}
