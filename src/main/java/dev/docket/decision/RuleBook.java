package dev.docket.decision;

import dev.docket.decision.rule.Findings;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.order.OrderSnapshot;
import java.time.LocalDate;

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

    /** The arbitration parameters on a given day. */
    Arbitration arbitrationOn(LocalDate asOfDate);
}
