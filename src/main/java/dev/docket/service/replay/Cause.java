package dev.docket.service.replay;

import dev.docket.bundle.BundlePart;

/** Why a decision is not the recorded one. */
public enum Cause {
    /** The rule files, the taxonomy or the actions. */
    RULES,
    PARAMETERS,
    MODEL,
    /** No one of these alone: it takes several of them together. */
    INTERACTION,
    /** The recorded bundle decides otherwise on this version of docket. */
    ENGINE,
    /** The record does not hold what its hashes say. */
    RECORD;

    static Cause of(BundlePart part) {
        return switch (part) {
            case RULES -> RULES;
            case PARAMETERS -> PARAMETERS;
            case MODEL -> MODEL;
        };
    }
}
