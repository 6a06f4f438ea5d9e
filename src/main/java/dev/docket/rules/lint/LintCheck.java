package dev.docket.rules.lint;

import dev.docket.rules.ErrorCode;
import java.util.List;

/** One thing that lint looks for. Each has a stable code, a section in {@code docs/lint.md} and a class of its own. */
sealed interface LintCheck
        permits LiteralNumbers,
                UnusedParameters,
                NeverFires,
                SameConditions,
                ShadowedRules,
                BarePatterns,
                DeadCheckpoints,
                ConfusableTexts,
                UnusedCodes,
                UnusedActions,
                UnusedCheckpoints {
    /** All of them, by code. */
    List<LintCheck> ALL = List.of(
            new LiteralNumbers(),
            new UnusedParameters(),
            new NeverFires(),
            new SameConditions(),
            new ShadowedRules(),
            new DeadCheckpoints(),
            new ConfusableTexts(),
            new UnusedCodes(),
            new UnusedActions(),
            new UnusedCheckpoints(),
            new BarePatterns());

    ErrorCode code();

    void check(LintReport report);
}
