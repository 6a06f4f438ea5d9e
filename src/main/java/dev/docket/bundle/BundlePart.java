package dev.docket.bundle;

/** What a bundle is made of, as far as it can be replaced alone. */
public enum BundlePart {
    /** The rule files, the taxonomy and the actions. */
    RULES,
    PARAMETERS,
    MODEL
}
