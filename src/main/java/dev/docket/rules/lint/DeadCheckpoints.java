package dev.docket.rules.lint;

import dev.docket.order.Checkpoint;
import dev.docket.rules.ErrorCode;
import dev.docket.rules.language.ParsedRule;
import dev.docket.rules.solve.Requirement;
import dev.docket.rules.solve.Wording;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A checkpoint in {@code @at} at which the rule does nothing: its own condition, or what it waives, excludes it. */
final class DeadCheckpoints implements LintCheck {
    private static final String CHECKPOINT = "OrderSnapshot.checkpoint";

    @Override
    public ErrorCode code() {
        return ErrorCode.DEAD_CHECKPOINT;
    }

    @Override
    public void check(LintReport report) {
        boolean complete = report.folder().problems().isEmpty();
        for (ParsedRule rule : report.rules()) {
            for (Checkpoint checkpoint : rule.checkpoints()) {
                if (isExcluded(rule, checkpoint, report)) {
                    report.add(
                            this,
                            rule,
                            rule.line(),
                            "never fires at %s: a condition excludes it".formatted(checkpoint));
                } else if (complete && waivesNothing(rule, checkpoint, report.rules())) {
                    report.add(
                            this,
                            rule,
                            rule.line(),
                            "waives %s at %s, where no rule raises that"
                                    .formatted(rule.effect().waives(), checkpoint));
                }
            }
        }
    }

    private static boolean isExcluded(ParsedRule rule, Checkpoint checkpoint, LintReport report) {
        Wording wording = new Wording(rule);
        Stream<Requirement> required = rule.required()
                .flatMap(match -> Requirement.of(match, wording, report.folder().parameters(), LocalDate.MIN).stream())
                .filter(one -> one.subject().equals(CHECKPOINT));
        return Requirement.values(required).among(Set.of(checkpoint)).isEmpty();
    }

    private static boolean waivesNothing(ParsedRule rule, Checkpoint checkpoint, List<ParsedRule> rules) {
        List<String> waives = rule.effect().waives();
        Set<Checkpoint> here = EnumSet.of(checkpoint);
        return !waives.isEmpty()
                && rules.stream()
                        .filter(other -> other.checkpoints().containsAll(here))
                        .noneMatch(other ->
                                waives.contains(String.valueOf(other.effect().exceptionCode())));
    }
}
