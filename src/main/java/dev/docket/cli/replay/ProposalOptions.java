package dev.docket.cli.replay;

import dev.docket.bundle.BundleException;
import dev.docket.bundle.store.BundleStore;
import dev.docket.service.replay.change.Proposal;
import dev.docket.service.replay.change.Proposals;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what decides instead of the recorded bundle. */
public final class ProposalOptions {
    @Option(
            names = "--bundle",
            paramLabel = "DIGEST|DIR",
            description =
                    "decide with this bundle instead: the digest of a kept bundle, or a folder; a rule folder keeps the recorded model")
    private @Nullable String bundle;

    @Option(
            names = "--model",
            paramLabel = "DIGEST|DIR|none",
            description = "decide with this model instead: a digest, a models folder, or none")
    private @Nullable String model;

    /** @throws BundleException if there is no such bundle or model */
    public Proposal in(BundleStore store) {
        return new Proposals(store).find(Optional.ofNullable(bundle), Optional.ofNullable(model));
    }

    /** What decides, for people. */
    public String tried() {
        if (bundle == null && model == null) {
            return "the bundles that decided";
        }
        String policy = bundle == null ? "the recorded rules and parameters" : "bundle " + bundle;
        return model == null ? policy : policy + " and model " + model;
    }
}
