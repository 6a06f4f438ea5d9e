package dev.docket.decision.rule;

import dev.docket.decision.id.ExceptionCode;
import dev.docket.decision.id.RuleId;
import dev.docket.order.Checkpoint;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A description of a rule for people.
 *
 * @param owner who answers for the policy
 * @param policy the policy sentence
 * @param perLine whether it gives one verdict per line
 * @param conditions its conditions, as written
 * @param needs the optional fields it needs, as request paths with {@code []} for any element
 * @param reads every request path it reads; a derived value counts as everything it is derived from
 * @param raises the exception codes it may raise
 * @param waives the exception codes it may waive
 * @param source its location, such as {@code credit.drl:14}
 * @param text the whole rule, as written
 * @param validFrom the first day on which it holds, or null
 * @param validUntil the last day on which it holds, or null
 */
public record RuleDescription(
        RuleId ruleId,
        String owner,
        String policy,
        List<Checkpoint> checkpoints,
        boolean perLine,
        List<String> conditions,
        List<String> needs,
        List<String> reads,
        List<String> parameters,
        List<ExceptionCode> raises,
        List<ExceptionCode> waives,
        List<String> actions,
        List<String> approvals,
        String source,
        String text,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validUntil) {}
