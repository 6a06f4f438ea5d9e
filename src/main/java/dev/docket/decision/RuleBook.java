package dev.docket.decision;

import dev.docket.order.OrderSnapshot;
import java.time.LocalDate;

/** The rules of one bundle. Evaluating reads nothing but its arguments and never throws for a failing rule. */
public interface RuleBook {
    /** Evaluates every rule that does not read other rules' exceptions. */
    Findings evaluate(OrderSnapshot snapshot, TraceLevel level);

    /** Evaluates the rules across exceptions, once waivers are known. */
    Findings evaluateAcross(OrderSnapshot snapshot, Standing standing, TraceLevel level);

    /** The parameters of the arbitration as they are on a day. */
    Arbitration arbitrationOn(LocalDate asOfDate);
}
