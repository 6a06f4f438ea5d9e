package dev.docket.bundle.diff;

import org.jspecify.annotations.Nullable;

/**
 * One policy change.
 *
 * @param subject what changes: the id of a rule, a parameter, a code, an action or a model, or the name of a file
 * @param aspect which aspect changes; absent if it is added or removed as a whole
 * @param before the old value, unless it is new
 * @param after the new value, unless it is removed
 * @param says the change in words
 */
public record PolicyChange(
        Kind kind,
        String subject,
        @Nullable String aspect,
        @Nullable Object before,
        @Nullable Object after,
        String says) {
    /** What changes, and how. */
    public enum Kind {
        BUNDLE_CHANGED,
        PARAMETER_ADDED,
        PARAMETER_REMOVED,
        PARAMETER_CHANGED,
        RATE_CHANGED,
        CALENDAR_CHANGED,
        MAPPING_CHANGED,
        ATTRIBUTE_CHANGED,
        RULE_ADDED,
        RULE_REMOVED,
        RULE_CHANGED,
        CONDITION_ADDED,
        CONDITION_REMOVED,
        CONDITION_CHANGED,
        EFFECT_ADDED,
        EFFECT_REMOVED,
        CODE_ADDED,
        CODE_REMOVED,
        CODE_CHANGED,
        ACTION_ADDED,
        ACTION_REMOVED,
        ACTION_CHANGED,
        MODEL_ADDED,
        MODEL_REMOVED,
        MODEL_CHANGED,
        /** A file changes without effect on any answer, as in a comment. */
        TEXT_CHANGED
    }
}
