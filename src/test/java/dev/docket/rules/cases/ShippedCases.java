package dev.docket.rules.cases;

import dev.docket.rules.RuleCheck;
import dev.docket.rules.RuleException;
import dev.docket.rules.RuleProblem;
import dev.docket.rules.ShippedRules;
import java.util.List;
import java.util.TreeSet;

/** The cases that Docket ships, read once for all tests. */
public final class ShippedCases {
    private ShippedCases() {}

    public static List<PolicyCase> all() {
        return Holder.CASES;
    }

    private static final class Holder {
        private static final List<PolicyCase> CASES = read();

        private static List<PolicyCase> read() {
            TreeSet<RuleProblem> found = new TreeSet<>();
            List<PolicyCase> cases =
                    RuleCheck.cases(ShippedRules.compiled(), CaseReader.files(ShippedRules.FOLDER), found);
            if (!found.isEmpty()) {
                throw new RuleException(found);
            }
            return cases;
        }
    }
}
