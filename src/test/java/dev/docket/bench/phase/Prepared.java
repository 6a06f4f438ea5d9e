package dev.docket.bench.phase;

import dev.docket.decision.Decider;
import dev.docket.decision.RuleBook;
import dev.docket.decision.Standing;
import dev.docket.decision.id.BundleId;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.decision.urgency.Classifier;
import dev.docket.decision.urgency.Opinion;
import dev.docket.decision.urgency.Stakes;
import dev.docket.digest.Digest;
import dev.docket.json.CanonicalJson;
import dev.docket.order.OrderSnapshot;
import dev.docket.priority.loss.ModelLoader;
import dev.docket.rules.RuleFolder;
import dev.docket.sample.PastOrder;
import dev.docket.sample.SampleOrders;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Orders, and what each phase of their decisions begins with.
 *
 * @param requests the orders as callers send them
 * @param orders with their calendar settled
 * @param standing what stands before the rules across exceptions run, by order
 * @param stakes what the classifier is given beside an order, by order
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Prepared(
        List<byte[]> requests,
        List<OrderSnapshot> orders,
        List<Standing> standing,
        List<Stakes> stakes,
        RuleBook rules,
        Classifier classifier,
        Decider decider,
        BundleId bundle) {
    private static final long SEED = 1;
    private static final int ORDERS = 256;

    /** With the rules and the model that are shipped. */
    static Prepared shipped() {
        RuleFolder folder = RuleFolder.load(Path.of("rules"));
        RuleBook rules = folder.ruleBook();
        Classifier classifier =
                ModelLoader.current(Path.of("models", "priority")).classifier(rules.edition());
        List<OrderSnapshot> received = SampleOrders.history(SEED)
                .limit(ORDERS)
                .map(PastOrder::snapshot)
                .toList();
        Overheard overheard = new Overheard(classifier);
        Decider listening = new Decider(rules, overheard, folder.taxonomy(), folder.actions());
        received.forEach(order -> listening.decide(order, TraceLevel.NONE));
        return new Prepared(
                received.stream().map(CanonicalJson::of).toList(),
                received.stream().map(rules::settled).toList(),
                received.stream()
                        .map(order -> Decider.standing(rules, order, folder.taxonomy(), folder.actions()))
                        .toList(),
                List.copyOf(overheard.stakes),
                rules,
                classifier,
                new Decider(rules, classifier, folder.taxonomy(), folder.actions()),
                new BundleId(folder.name(), folder.version(), Digest.over(new byte[0])));
    }

    int size() {
        return orders.size();
    }

    /** Keeps what a classifier is given. */
    private static final class Overheard implements Classifier {
        private final Classifier classifier;
        private final List<Stakes> stakes = new ArrayList<>();

        Overheard(Classifier classifier) {
            this.classifier = classifier;
        }

        @Override
        public Opinion assess(OrderSnapshot snapshot) {
            throw new AssertionError("a decision says what is at stake");
        }

        @Override
        public Opinion assess(OrderSnapshot snapshot, Stakes at) {
            stakes.add(at);
            return classifier.assess(snapshot, at);
        }
    }
}
