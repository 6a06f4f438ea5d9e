package dev.docket.peers.engine;

import dev.docket.bundle.Bundle;
import dev.docket.bundle.BundleLoader;
import dev.docket.decision.Decision;
import dev.docket.decision.id.DecisionId;
import dev.docket.decision.rule.RuleTrace;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.decision.rule.Verdict;
import dev.docket.json.AnswerWriter;
import dev.docket.json.Heading;
import dev.docket.order.OrderSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Docket with the twenty rules on the shipped taxonomy, and without a classifier, as no other engine has one. It does more than say which rules
 * fire: verdicts with the values that were read, what is missing, exceptions, actions, approvals, disposition.
 */
public final class DocketEngine implements Engine<Decision> {
    private static final Path SHIPPED = Path.of("rules");

    private final List<OrderSnapshot> orders;
    private final Bundle bundle;
    private final TraceLevel level;
    private final boolean written;
    private long bytes;

    private DocketEngine(Orders orders, TraceLevel level, boolean written) {
        this.orders = orders.snapshots();
        this.bundle = bundle();
        this.level = level;
        this.written = written;
    }

    /** Decides. */
    public static DocketEngine deciding(Orders orders) {
        return new DocketEngine(orders, TraceLevel.FIRED, false);
    }

    /** Decides, and writes the answer as JSON, with the rules that fired. */
    public static DocketEngine writing(Orders orders) {
        return new DocketEngine(orders, TraceLevel.FIRED, true);
    }

    /** Decides, and writes the answer with every rule and why it did not fire. */
    public static DocketEngine explaining(Orders orders) {
        return new DocketEngine(orders, TraceLevel.FULL, true);
    }

    @Override
    public Decision decide(int order) {
        OrderSnapshot snapshot = orders.get(order);
        Decision decision = bundle.decider().decide(snapshot, level);
        if (written) {
            bytes += AnswerWriter.write(
                            new Heading(
                                    new DecisionId("decision"),
                                    snapshot.requestId(),
                                    snapshot.now(),
                                    snapshot.now(),
                                    bundle.id()),
                            decision)
                    .length;
        }
        return decision;
    }

    @Override
    public Set<String> fired(Decision answer) {
        return answer.trace().rules().stream()
                .filter(rule -> rule.verdict() == Verdict.FIRED)
                .map(RuleTrace::ruleId)
                .map(Object::toString)
                .collect(Collectors.toSet());
    }

    /** How many bytes were written. */
    public long bytes() {
        return bytes;
    }

    private static Bundle bundle() {
        try {
            Path folder = Files.createTempDirectory("docket-peers");
            for (String name : List.of("taxonomy.yaml", "actions.yaml", "parameters.yaml", "bundle.yaml")) {
                Files.copy(SHIPPED.resolve(name), folder.resolve(name));
            }
            Files.writeString(folder.resolve("policy.drl"), Policy.text("docket.drl"));
            return BundleLoader.load(folder, null);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
