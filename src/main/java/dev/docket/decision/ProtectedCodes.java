package dev.docket.decision;

/** The exceptions that no waiver ever touches: compliance, fraud, blocked lots and blocked accounts. */
public final class ProtectedCodes {
    private ProtectedCodes() {}

    public static boolean contains(String code) {
        return code.startsWith("CMP-") || code.startsWith("FRD-") || code.equals("INV-407") || code.equals("CUS-301");
    }
}
