package dev.docket.service.replay;

import dev.docket.bundle.BundlePart;
import dev.docket.bundle.BundleSource;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is to be tried in place of parts of the bundle that decided.
 *
 * @param replacements where each part is taken from; a part that is absent stays as it was recorded
 */
public record Proposal(Map<BundlePart, BundleSource> replacements) {
    /** Decide with what was decided with. */
    public static final Proposal AS_RECORDED = new Proposal(Map.of());

    public Proposal {
        replacements = Map.copyOf(replacements);
    }

    /** This, and other rules and parameters. */
    public Proposal withPolicyOf(BundleSource source) {
        return with(BundlePart.RULES, source).with(BundlePart.PARAMETERS, source);
    }

    /** This, and another model, or none if there is none in the source. */
    public Proposal withModelOf(BundleSource source) {
        return with(BundlePart.MODEL, source);
    }

    private Proposal with(BundlePart part, BundleSource source) {
        Map<BundlePart, BundleSource> more = new EnumMap<>(BundlePart.class);
        more.putAll(replacements);
        more.put(part, source);
        return new Proposal(more);
    }

    /** The recorded bundle with the parts that are proposed. */
    BundleSource over(BundleSource recorded) {
        BundleSource proposed = recorded;
        for (Map.Entry<BundlePart, BundleSource> each : replacements.entrySet()) {
            proposed = proposed.with(EnumSet.of(each.getKey()), each.getValue());
        }
        return proposed;
    }

    public boolean isAsRecorded() {
        return replacements.isEmpty();
    }

    /** What is proposed, each part by its digest: the same text for the same proposal. */
    String identity() {
        return replacements.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue().digestOf(each.getKey()))
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
