package dev.docket.api.bundle;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who may change the active bundle: nobody, unless a token is configured. Never reveals the token. */
public final class AdminAccess {
    private static final int SHORTEST_TOKEN = 16;
    private static final String SCHEME = "Bearer ";

    private final byte @Nullable [] tokenDigest;

    /** Whether somebody may. */
    enum Verdict {
        GRANTED,
        /** No token is configured. */
        DISABLED,
        /** The token is missing or another one. */
        WRONG
    }

    /** @throws IllegalArgumentException when the token is too short to be a secret */
    public AdminAccess(Optional<String> token) {
        if (token.isPresent() && token.get().length() < SHORTEST_TOKEN) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "docket.admin.token must have at least %d characters", SHORTEST_TOKEN));
        }
        tokenDigest = token.map(AdminAccess::digest).orElse(null);
    }

    Verdict of(@Nullable String authorization) {
        if (tokenDigest == null) {
            return Verdict.DISABLED;
        }
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Verdict.WRONG;
        }
        // Digests have one length, and isEqual takes as long wherever they differ: timing reveals nothing about the
        // token.
        return MessageDigest.isEqual(
                        tokenDigest,
                        digest(authorization.substring(SCHEME.length()).strip()))
                ? Verdict.GRANTED
                : Verdict.WRONG;
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
