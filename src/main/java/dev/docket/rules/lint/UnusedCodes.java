package dev.docket.rules.lint;

import dev.docket.rules.ErrorCode;
import dev.docket.rules.data.PolicyDataReader;
import java.util.Set;
import java.util.TreeSet;

/** An exception code that no rule raises or waives. */
final class UnusedCodes implements LintCheck {
    @Override
    public ErrorCode code() {
        return ErrorCode.UNUSED_CODE;
    }

    @Override
    public void check(LintReport report) {
        Set<String> used = new TreeSet<>();
        report.rules().forEach(rule -> used.addAll(rule.codes()));
        report.unused(report.folder().taxonomy().codes().keySet(), used)
                .forEach(name -> report.add(
                        this,
                        PolicyDataReader.TAXONOMY_FILE,
                        name,
                        "no rule raises exception code %s".formatted(name)));
    }
}
