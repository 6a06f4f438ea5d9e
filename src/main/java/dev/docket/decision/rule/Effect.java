package dev.docket.decision.rule;

import dev.docket.decision.id.ExceptionCode;
import dev.docket.decision.id.RuleId;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a fired rule adds. Rules never change or remove anything, so effects only add up.
 *
 * <p>A null line means the whole order.
 */
public sealed interface Effect {
    /** The rule that adds it. */
    RuleId ruleId();

    /**
     * An exception.
     *
     * @param code a code of the taxonomy
     * @param severity 1 (info) to 5 (stop)
     * @param evidence what the rule read, by request path
     */
    record Exceptional(
            RuleId ruleId, @Nullable LineRef line, ExceptionCode code, int severity, Map<String, Object> evidence)
            implements Effect {
        public Exceptional {
            if (severity < 1 || severity > 5) {
                throw new IllegalArgumentException(
                        String.format(Locale.ROOT, "severity (%d) of %s must be 1..5", severity, code));
            }
            evidence = NamedValues.copyOf(evidence);
        }
    }

    /**
     * An action.
     *
     * @param type a type of the action catalogue
     * @param parameters the action's parameters, by name
     * @param remediesShortage whether it is one of several ways out of a shortage
     */
    record Action(
            RuleId ruleId,
            @Nullable LineRef line,
            String type,
            Map<String, Object> parameters,
            boolean remediesShortage)
            implements Effect {
        public Action {
            parameters = NamedValues.copyOf(parameters);
        }
    }

    /** An approval: a role must agree. */
    record Approval(RuleId ruleId, @Nullable LineRef line, String role) implements Effect {}

    /**
     * A waiver: exceptions that do not count.
     *
     * @param belowSeverity only exceptions below this severity are waived; 6 waives all
     */
    record Waiver(RuleId ruleId, Set<ExceptionCode> codes, int belowSeverity) implements Effect {
        public Waiver {
            codes = Collections.unmodifiableSortedSet(new TreeSet<>(codes));
        }

        public boolean covers(Exceptional exception) {
            return codes.contains(exception.code()) && exception.severity() < belowSeverity;
        }
    }
}
