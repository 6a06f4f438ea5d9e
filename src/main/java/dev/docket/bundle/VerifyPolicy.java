package dev.docket.bundle;

/** What a deployment asks of a bundle's signature. */
public enum VerifyPolicy {
    /** Nothing. */
    OFF,
    /** Every bundle may decide; one that is not signed by a trusted key is told in the log and the status. */
    WARN,
    /** Only what a trusted key signed, as it was signed, from when it is effective. */
    REQUIRE;

    /** What comes of a signature. */
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
