package dev.docket.service.bundle;

import dev.docket.bundle.active.Pin;
import dev.docket.bundle.active.Recalled;
import dev.docket.decision.rule.RuleDescription;
import dev.docket.digest.Digest;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The rules of the bundle that decided, which may be another than the active one. */
public final class RecordedPolicy {
    private final Function<Digest, Recalled> bundleByDigest;

    public RecordedPolicy(Function<Digest, Recalled> bundleByDigest) {
        this.bundleByDigest = bundleByDigest;
    }

    /** The rules as they were; empty if that bundle is not kept here, or cannot be used. */
    public Optional<List<RuleDescription>> rules(Digest bundle) {
        return switch (bundleByDigest.apply(bundle)) {
            case Recalled.Usable usable -> {
                try (Pin pin = usable.pin()) {
                    yield Optional.of(pin.bundle().rules());
                }
            }
            case Recalled.Missing missing -> Optional.empty();
            case Recalled.Refused refused -> Optional.empty();
        };
    }
}
