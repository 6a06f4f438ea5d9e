package dev.docket.demo;

import dev.docket.order.OrderSnapshot;
import java.util.List;

/** An order that was sent, and the service's reply. */
sealed interface Sent {
    OrderSnapshot order();

    /** Decided, and acknowledged as durable. */
    record Acknowledged(OrderSnapshot order, long nanos, Verdict verdict) implements Sent {}

    /** Not decided. */
    record Refused(OrderSnapshot order, int status, String body) implements Sent {}

    /**
     * What is counted in an answer.
     *
     * @param codes the codes of the standing exceptions, without duplicates
     * @param remedies the preferred actions that change something
     * @param source where the priority comes from
     */
    record Verdict(
            String decisionId,
            String disposition,
            List<Code> codes,
            List<String> remedies,
            String priority,
            String source) {}

    /** An exception code with its name. */
    record Code(String code, String name) {}
}
