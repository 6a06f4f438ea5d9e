package dev.docket.decision;

import dev.docket.order.OrderSnapshot;
import java.time.LocalDate;

/** The rules of one bundle. Evaluating reads nothing but its arguments and never throws for a failing rule. */
public interface RuleBook {
    /** The edition of the language in which the rules are written. */
    Edition edition();

    /** The order with its calendar settled: the warehouse's, else the one that the bundle names. */
    OrderSnapshot settled(OrderSnapshot received);

    /** Evaluates every rule that does not read other rules' exceptions. */
    Findings evaluate(OrderSnapshot snapshot, TraceLevel level);

    /** Evaluates the rules across exceptions, once waivers are known. */
    Findings evaluateAcross(OrderSnapshot snapshot, Standing standing, TraceLevel level);

    /** The parameters of the arbitration as they are on a day. */
    Arbitration arbitrationOn(LocalDate asOfDate);
}
