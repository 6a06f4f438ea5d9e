package dev.docket.rules.lint;

import dev.docket.rules.ErrorCode;
import dev.docket.rules.data.PolicyDataReader;
import java.util.Set;
import java.util.TreeSet;

/** An action or a role that no rule uses. */
final class UnusedActions implements LintCheck {
    @Override
    public ErrorCode code() {
        return ErrorCode.UNUSED_ACTION;
    }

    @Override
    public void check(LintReport report) {
        Set<String> actions = new TreeSet<>();
        Set<String> roles = new TreeSet<>();
        report.rules().forEach(rule -> {
            actions.addAll(rule.effect().actions());
            roles.addAll(rule.effect().approvals());
        });
        report.unused(report.folder().actions().actions().keySet(), actions)
                .forEach(name -> report(report, name, "no rule proposes action %s"));
        report.unused(report.folder().roles(), roles)
                .forEach(name -> report(report, name, "no rule asks for the agreement of role %s"));
    }

    private void report(LintReport report, String name, String message) {
        report.add(this, PolicyDataReader.ACTIONS_FILE, name, message.formatted(name));
    }
}
