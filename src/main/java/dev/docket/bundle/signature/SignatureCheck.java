package dev.docket.bundle.signature;

import dev.docket.bundle.BundleContent;
import dev.docket.bundle.BundleException;
import dev.docket.decision.BundleProblem;
import java.time.Instant;
import java.util.Optional;

/** Checks bundles against the deployment's signature policy. */
public record SignatureCheck(VerifyPolicy policy, TrustedKeys trusted) {
    public static final SignatureCheck OFF = new SignatureCheck(VerifyPolicy.OFF, TrustedKeys.NONE);

    /**
     * Checks one.
     *
     * @return a warning, if there is reason for one
     * @throws BundleException if it is refused
     */
    public Optional<String> check(BundleContent content, Instant now) {
        SignatureState state = SignatureState.of(content, trusted, now);
        return switch (policy.judge(state)) {
            case ACCEPTED -> Optional.empty();
            case WARNED -> Optional.of(state.sentence());
            case REFUSED ->
                throw new BundleException(
                        BundleProblem.of(
                                BundleProblem.SIGNATURE,
                                state.sentence()
                                        + " This service requires a trusted signature (docket.bundle.verify=require): see './docket bundle sign --help'."));
        };
    }
}
