package dev.docket.service.replay.change;

import dev.docket.bundle.BundlePart;
import dev.docket.bundle.BundleSource;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The replacements to try for parts of the recorded bundle.
 *
 * @param replacements the source of each replaced part; other parts stay as recorded
 */
public record Proposal(Map<BundlePart, BundleSource> replacements) {
    /** Decide with the recorded bundle. */
    public static final Proposal AS_RECORDED = new Proposal(Map.of());

    public Proposal {
        replacements = Map.copyOf(replacements);
    }

    /** Adds other rules and parameters. */
    public Proposal withPolicyOf(BundleSource source) {
        return with(BundlePart.RULES, source).with(BundlePart.PARAMETERS, source);
    }

    /** Adds another model, or no model if the source has none. */
    public Proposal withModelOf(BundleSource source) {
        return with(BundlePart.MODEL, source);
    }

    private Proposal with(BundlePart part, BundleSource source) {
        Map<BundlePart, BundleSource> more = new EnumMap<>(BundlePart.class);
        more.putAll(replacements);
        more.put(part, source);
        return new Proposal(more);
    }

    /** The recorded bundle with the proposed parts. */
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

    /** The digests of the proposed parts. Equal proposals have equal texts. */
    public String identity() {
        return replacements.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue().digestOf(each.getKey()))
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
