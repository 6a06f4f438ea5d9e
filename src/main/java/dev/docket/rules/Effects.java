package dev.docket.rules;

import dev.docket.decision.id.ExceptionCode;
import dev.docket.decision.id.RuleId;
import dev.docket.decision.rule.Effect;
import dev.docket.decision.rule.LineRef;
import dev.docket.decision.rule.NamedValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a rule may do: add effects. The global {@code effects} of the rules, and their whole vocabulary.
 *
 * <p>Made anew for each firing; knows the rule, the line and the evidence.
 */
public final class Effects {
    private static final int WAIVES_ALL_SEVERITIES = 6;

    private final RuleId ruleId;
    private final @Nullable LineRef line;
    private NamedValues evidence;
    private final List<Effect> added = new ArrayList<>(3);

    public Effects(RuleId ruleId, @Nullable LineRef line, NamedValues evidence) {
        this.ruleId = ruleId;
        this.line = line;
        this.evidence = evidence;
    }

    /** Raises an exception of the taxonomy with a severity of 1 (info) to 5 (stop). */
    public Effects exception(String code, int severity) {
        added.add(new Effect.Exceptional(ruleId, line, new ExceptionCode(code), severity, evidence));
        return this;
    }

    /** Says that the exception rests on absent fields, by path; stands before {@link #exception}. */
    public Effects absent(List<String> paths) {
        NamedValues.Builder absent = new NamedValues.Builder();
        paths.forEach(path -> absent.put(path, "absent"));
        evidence = absent.build();
        return this;
    }

    /** Proposes an action; names and values of its parameters follow in pairs. */
    public Effects action(String type, @Nullable Object... parameters) {
        added.add(new Effect.Action(ruleId, line, type, pairs(parameters), false));
        return this;
    }

    /** Proposes one of several ways out of a shortage; names and values of its parameters follow in pairs. */
    public Effects remedy(String type, @Nullable Object... parameters) {
        added.add(new Effect.Action(ruleId, line, type, pairs(parameters), true));
        return this;
    }

    /** Asks for the agreement of a role. */
    public Effects approval(String role) {
        added.add(new Effect.Approval(ruleId, line, role));
        return this;
    }

    /** Waives exceptions with this code, of any severity. */
    public Effects waive(String code) {
        return waiveBelow(WAIVES_ALL_SEVERITIES, code);
    }

    /** Waives exceptions with this code below a severity. */
    public Effects waiveBelow(int severity, String code) {
        added.add(new Effect.Waiver(ruleId, Set.of(new ExceptionCode(code)), severity));
        return this;
    }

    public List<Effect> added() {
        return added;
    }

    private static NamedValues pairs(@Nullable Object... parameters) {
        NamedValues.Builder byName = new NamedValues.Builder();
        for (int i = 0; i + 1 < parameters.length; i += 2) {
            Object name = parameters[i];
            Object value = parameters[i + 1];
            if (name != null && value != null) {
                byName.put(name.toString(), value);
            }
        }
        return byName.build();
    }
}
