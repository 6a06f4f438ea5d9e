package dev.docket.rules;

import dev.docket.rules.data.ParameterBook;
import dev.docket.rules.evaluate.CompiledRule;
import java.util.List;

/** What a compiled folder keeps to itself, for tests of its rooms. */
public final class CompiledRules {
    private CompiledRules() {}

    public static List<CompiledRule> of(RuleFolder folder) {
        return folder.ruleBook().rules();
    }

    public static ParameterBook parametersOf(RuleFolder folder) {
        return folder.ruleBook().parameters();
    }
}
