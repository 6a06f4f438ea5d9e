package dev.docket.service.replay.change;

import dev.docket.bundle.BundleException;
import dev.docket.bundle.BundleFolder;
import dev.docket.bundle.BundleSource;
import dev.docket.bundle.store.BundleStore;
import dev.docket.decision.BundleProblem;
import dev.docket.digest.Digest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the bundle or model to try, by digest or in a folder. */
public final class Proposals {
    private static final String DIGEST = "sha256:";
    private static final String NO_MODEL = "none";

    private final BundleStore store;

    public Proposals(BundleStore store) {
        this.store = store;
    }

    /**
     * Finds kept bundles and models.
     *
     * @param bundle the digest of a kept bundle: rules, parameters and model
     * @param model the digest of a model in a kept bundle, or none
     * @throws BundleException if there is no such bundle or model, or it was changed since
     */
    public Proposal kept(Optional<String> bundle, Optional<String> model) {
        Proposal proposal = Proposal.AS_RECORDED;
        if (bundle.isPresent()) {
            proposal = whole(keptBundle(bundle.get()));
        }
        return model.isPresent() ? proposal.withModelOf(keptModel(model.get())) : proposal;
    }

    /**
     * Finds kept bundles and models, or reads a folder.
     *
     * @param bundle the digest of a kept bundle, or a folder; a rule folder leaves the recorded model
     * @param model a digest, a models folder, or none
     * @throws BundleException if there is no such bundle or model
     */
    public Proposal find(Optional<String> bundle, Optional<String> model) {
        Proposal proposal = Proposal.AS_RECORDED;
        if (bundle.isPresent()) {
            proposal = isDigest(bundle.get()) ? whole(keptBundle(bundle.get())) : inFolder(Path.of(bundle.get()));
        }
        if (model.isEmpty()) {
            return proposal;
        }
        boolean isFolder = !isDigest(model.get()) && !model.get().equals(NO_MODEL);
        return proposal.withModelOf(isFolder ? modelIn(Path.of(model.get())) : keptModel(model.get()));
    }

    private static boolean isDigest(String text) {
        return text.startsWith(DIGEST);
    }

    private static Proposal whole(BundleSource source) {
        return Proposal.AS_RECORDED.withPolicyOf(source).withModelOf(source);
    }

    private static Proposal inFolder(Path folder) {
        BundleFolder found = BundleFolder.at(folder);
        BundleSource source = BundleSource.read(found);
        boolean isRuleFolder = found.rules().equals(folder);
        return isRuleFolder ? Proposal.AS_RECORDED.withPolicyOf(source) : whole(source);
    }

    private static BundleSource modelIn(Path folder) {
        Path models = folder.resolve("models");
        return BundleSource.ofModel(Files.isDirectory(models) ? models : folder);
    }

    private BundleSource keptBundle(String digest) {
        return parsed(digest).flatMap(store::read).orElseThrow(() -> notKept("bundle", digest));
    }

    private BundleSource keptModel(String digest) {
        return digest.equals(NO_MODEL)
                ? BundleSource.NOTHING
                : parsed(digest).flatMap(store::readWithModel).orElseThrow(() -> notKept("model", digest));
    }

    private static Optional<Digest> parsed(String digest) {
        return Digest.isDigest(digest) ? Optional.of(new Digest(digest)) : Optional.empty();
    }

    private static BundleException notKept(String what, String digest) {
        return new BundleException(BundleProblem.of(
                BundleProblem.UNREADABLE,
                "No %s with the digest %s is kept here.\nIt may be in another data folder, or was never active."
                        .formatted(what, digest)));
    }
}
