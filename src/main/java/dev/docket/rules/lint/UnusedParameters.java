package dev.docket.rules.lint;

import dev.docket.rules.ErrorCode;
import dev.docket.rules.data.ParameterBook;
import dev.docket.rules.data.ParameterReader;
import java.util.Set;
import java.util.TreeSet;

/** A parameter that no rule reads: changing it changes nothing. */
final class UnusedParameters implements LintCheck {
    @Override
    public ErrorCode code() {
        return ErrorCode.UNUSED_PARAMETER;
    }

    @Override
    public void check(LintReport report) {
        Set<String> used = new TreeSet<>(ParameterBook.ARBITRATION.keySet());
        used.addAll(ParameterBook.OPTIONAL.keySet());
        used.add(ParameterBook.TIME_ZONE);
        report.rules().forEach(rule -> used.addAll(rule.parameterNames()));
        report.unused(report.folder().parameters().keySet(), used)
                .forEach(name -> report.add(
                        this,
                        ParameterReader.FILE,
                        name,
                        "no rule reads parameter '%s'; use it or delete it".formatted(name)));
    }
}
