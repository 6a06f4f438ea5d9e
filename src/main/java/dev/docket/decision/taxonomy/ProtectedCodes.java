package dev.docket.decision.taxonomy;

import java.util.Set;

/**
 * The exceptions that no waiver ever touches: compliance, fraud, blocked lots, blocked accounts, holds that nobody
 * released, and orders that are no longer open.
 */
public final class ProtectedCodes {
    private static final Set<String> SINGLE = Set.of("INV-407", "CUS-301", "ORD-111", "ORD-112");

    private ProtectedCodes() {}

    public static boolean contains(String code) {
        return code.startsWith("CMP-") || code.startsWith("FRD-") || SINGLE.contains(code);
    }
}
