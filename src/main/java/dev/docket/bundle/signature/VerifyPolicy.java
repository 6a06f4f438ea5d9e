package dev.docket.bundle.signature;

/** What a deployment requires of a bundle's signature. */
public enum VerifyPolicy {
    /** Nothing. */
    OFF,
    /** Every bundle may decide. One without a trusted signature gives a warning in the log and the status. */
    WARN,
    /** Only a bundle signed by a trusted key, unchanged, and in effect. */
    REQUIRE;

    /** What to do with a bundle, given its signature. */
    public enum Outcome {
        ACCEPTED,
        WARNED,
        REFUSED
    }

    public Outcome judge(SignatureState state) {
        return switch (this) {
            case OFF -> Outcome.ACCEPTED;
            case WARN -> state.isTrusted() ? Outcome.ACCEPTED : Outcome.WARNED;
            case REQUIRE -> state.isTrusted() ? Outcome.ACCEPTED : Outcome.REFUSED;
        };
    }
}
