package dev.docket.cli.replay;

import dev.docket.service.replay.Selection;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which decisions are replayed; those that are given must all hold. */
public final class SelectionOptions {
    @Option(names = "--order", paramLabel = "ID", description = "only this order")
    private @Nullable String order;

    @Option(names = "--customer", paramLabel = "ID", description = "only orders of this customer")
    private @Nullable String customer;

    @Option(names = "--segment", paramLabel = "NAME", description = "only customers of this segment")
    private @Nullable String segment;

    @Option(names = "--warehouse", paramLabel = "ID", description = "only orders shipping from this node")
    private @Nullable String warehouse;

    @Option(names = "--checkpoint", paramLabel = "NAME", description = "only decisions at this checkpoint")
    private @Nullable String checkpoint;

    @Option(names = "--disposition", paramLabel = "NAME", description = "only decisions with this disposition")
    private @Nullable String disposition;

    @Option(names = "--priority", paramLabel = "CLASS", description = "only decisions with this priority, P1 to P4")
    private @Nullable String priority;

    @Option(
            names = "--code",
            paramLabel = "CODE",
            description = "only decisions with this exception, standing or waived")
    private @Nullable String code;

    @Option(names = "--rule", paramLabel = "ID", description = "only decisions in which this rule fired")
    private @Nullable String rule;

    @Option(names = "--decided-by", paramLabel = "DIGEST", description = "only decisions made by this bundle")
    private @Nullable String decidedBy;

    @Option(names = "--from", paramLabel = "INSTANT", description = "only orders received at or after this time")
    private @Nullable Instant from;

    @Option(names = "--to", paramLabel = "INSTANT", description = "only orders received before this time")
    private @Nullable Instant to;

    public Selection selection() {
        SortedMap<String, String> values = new TreeMap<>();
        put(values, "orderId", order);
        put(values, "customerId", customer);
        put(values, "segment", segment);
        put(values, "warehouse", warehouse);
        put(values, "checkpoint", checkpoint);
        put(values, "disposition", disposition);
        put(values, "priority", priority);
        put(values, "code", code);
        put(values, "rule", rule);
        put(values, "bundle", decidedBy);
        return new Selection(values, Optional.ofNullable(from), Optional.ofNullable(to));
    }

    private static void put(SortedMap<String, String> values, String name, @Nullable String value) {
        if (value != null) {
            values.put(name, value);
        }
    }
}
