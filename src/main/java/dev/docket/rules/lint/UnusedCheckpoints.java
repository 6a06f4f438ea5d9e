package dev.docket.rules.lint;

import dev.docket.order.Checkpoint;
import dev.docket.rules.ErrorCode;
import dev.docket.rules.read.ParsedFolder;
import java.util.EnumSet;
import java.util.Set;

/** A checkpoint at which no rule runs: every order passes it. */
final class UnusedCheckpoints implements LintCheck {
    @Override
    public ErrorCode code() {
        return ErrorCode.UNUSED_CHECKPOINT;
    }

    @Override
    public void check(LintReport report) {
        if (!report.folder().problems().isEmpty()) {
            return; // the rule that runs there may be one that cannot be read
        }
        Set<Checkpoint> without = EnumSet.allOf(Checkpoint.class);
        report.rules().forEach(rule -> without.removeAll(rule.checkpoints()));
        without.forEach(checkpoint -> report.add(
                this,
                ParsedFolder.NAME_FILE,
                "name",
                "no rule runs at checkpoint %s, so every order is released there".formatted(checkpoint)));
    }
}
