package dev.docket.decision;

import dev.docket.decision.rule.Findings;
import dev.docket.decision.rule.Firing;
import dev.docket.decision.rule.RuleTrace;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.order.OrderSnapshot;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;

/** The rules of one bundle. Evaluation reads only its arguments and never throws because of a failing rule. */
public interface RuleBook {
    /** The edition of the language in which the rules are written. */
    Edition edition();

    /** The order with its calendar settled: the warehouse's, else the one that the bundle names. */
    OrderSnapshot settled(OrderSnapshot received);

    /** Evaluates all rules that do not read other rules' exceptions. */
    Findings evaluate(OrderSnapshot snapshot, TraceLevel level);

    /** Evaluates the rules that read standing exceptions, once waivers are known. */
    Findings evaluateAcross(OrderSnapshot snapshot, Standing standing, TraceLevel level);

    /**
     * What each rule does, by rule id and line, as a full trace lists it.
     *
     * @param standing what {@link #evaluateAcross} was given
     * @return may evaluate as it goes, so that the full trace of a long order is never in memory as a whole; for one thread
     */
    default Iterator<RuleTrace> fullTrace(OrderSnapshot snapshot, Standing standing) {
        return evaluate(snapshot, TraceLevel.FULL)
                .and(evaluateAcross(snapshot, standing, TraceLevel.FULL))
                .rules()
                .iterator();
    }

    /**
     * The rules that fire, by rule id and line, with what would keep each from firing. For people who read a decision; nothing
     * is decided with it.
     *
     * @param standing what {@link #evaluateAcross} was given
     * @param mostLines of how many lines at most each rule is listed
     */
    default List<Firing> firings(OrderSnapshot snapshot, Standing standing, int mostLines) {
        return List.of();
    }

    /** The arbitration parameters on a given day. */
    Arbitration arbitrationOn(LocalDate asOfDate);
}
