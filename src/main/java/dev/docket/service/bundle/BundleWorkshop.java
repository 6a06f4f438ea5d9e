package dev.docket.service.bundle;

import dev.docket.bundle.BundleContent;
import dev.docket.bundle.BundleException;
import dev.docket.bundle.BundleFolder;
import dev.docket.bundle.BundleLoader;
import dev.docket.bundle.LoadedBundle;
import dev.docket.bundle.diff.PolicyChange;
import dev.docket.bundle.diff.PolicyDiff;
import dev.docket.bundle.signature.SignatureState;
import dev.docket.bundle.signature.SignedStatement;
import dev.docket.bundle.signature.SigningKey;
import dev.docket.bundle.signature.TrustedKeys;
import dev.docket.decision.id.BundleId;
import dev.docket.digest.Digest;
import dev.docket.rules.RuleFolder;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.SortedSet;

/** Works with bundles on disk. Methods throw {@link BundleException}, whose message says what to do. */
public final class BundleWorkshop {
    private final InstantSource clock;

    public BundleWorkshop(InstantSource clock) {
        this.clock = clock;
    }

    /** Compiles the rules and writes the bundle to a new folder. */
    public BundleId build(BundleFolder source, Path target) {
        try (LoadedBundle loaded = BundleLoader.load(source)) {
            loaded.content().writeTo(target);
            return loaded.bundle().id();
        }
    }

    /** A line for each file of a rule folder that no bundle has, because it is not read. */
    public List<String> unread(Path rules) {
        return RuleFolder.unread(rules).stream()
                .map(file -> rules.resolve(file.file()) + ": " + file.message())
                .toList();
    }

    /** Generates a key pair and returns the public key's id. */
    public String generateKey(Path privateFile) {
        return SigningKey.generate(privateFile).id();
    }

    /** Signs a bundle that was built. */
    public SignedStatement sign(Path bundle, Path privateKey, String author, Instant effectiveFrom) {
        return SigningKey.read(privateKey).sign(BundleFolder.at(bundle), author, effectiveFrom);
    }

    /**
     * The result of verifying a bundle.
     *
     * @param digest computed from the deciding files
     * @param cases the number of case files in it
     * @param changedCases case files that differ from the build; the signature does not cover them
     */
    public record Verified(Digest digest, SignatureState signature, int cases, SortedSet<String> changedCases) {
        /** Whether nothing changed since the build and the signature is trusted. */
        public boolean isTrusted() {
            return signature.isTrusted() && changedCases.isEmpty();
        }
    }

    /** Computes the digest of the files and checks the signature against it. Compiles nothing. */
    public Verified verify(Path bundle, TrustedKeys trusted) {
        BundleContent content = BundleContent.read(BundleFolder.at(bundle));
        return new Verified(
                content.manifest().digest(),
                SignatureState.of(content, trusted, clock.instant()),
                content.cases().files().size(),
                content.cases().changes());
    }

    /** The differences between two bundles. */
    public record Difference(BundleId from, BundleId to, List<PolicyChange> changes) {}

    /** Compares two bundles as policy. */
    public Difference compare(Path before, Path after) {
        try (LoadedBundle old = BundleLoader.load(BundleFolder.at(before));
                LoadedBundle young = BundleLoader.load(BundleFolder.at(after))) {
            return new Difference(old.bundle().id(), young.bundle().id(), PolicyDiff.between(old, young));
        }
    }

    /**
     * The contents of a bundle.
     *
     * @param manifest one line per file
     * @param cases one line per case file; not part of the digest
     */
    public record Contents(
            BundleId id, int rules, int codes, String manifest, String cases, SignatureState signature) {}

    /** Compiles a bundle and lists its contents. */
    public Contents describe(Path bundle, TrustedKeys trusted) {
        try (LoadedBundle loaded = BundleLoader.load(BundleFolder.at(bundle))) {
            return new Contents(
                    loaded.bundle().id(),
                    loaded.bundle().rules().size(),
                    loaded.bundle().taxonomy().codes().size(),
                    loaded.content().manifest().text(),
                    loaded.content().cases().manifest().text(),
                    SignatureState.of(loaded.content(), trusted, clock.instant()));
        }
    }
}
