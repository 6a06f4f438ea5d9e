package dev.docket.service.replay.change;

import dev.docket.bundle.BundlePart;

/** Why a decision differs from the recorded one. */
public enum Cause {
    /** The rule files, the taxonomy or the actions. */
    RULES,
    PARAMETERS,
    MODEL,
    /** None of these alone, only several together. */
    INTERACTION,
    /** The recorded bundle decides differently on this version of Docket. */
    ENGINE,
    /** The record does not match its hashes. */
    RECORD;

    static Cause of(BundlePart part) {
        return switch (part) {
            case RULES -> RULES;
            case PARAMETERS -> PARAMETERS;
            case MODEL -> MODEL;
        };
    }
}
