package dev.docket.api.bundle;

import dev.docket.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who may change the active bundle: nobody, unless a token is configured. Never reveals the token. */
public final class AdminAccess {
    private static final int SHORTEST_TOKEN = 16;
    private static final String SCHEME = "Bearer ";

    private final byte @Nullable [] tokenDigest;
    private final WrongTokens wrong;

    /** Whether somebody may. */
    enum Verdict {
        GRANTED,
        /** No token is configured. */
        DISABLED,
        /** The token is missing or another one. */
        WRONG
    }

    /**
     * @param wrong counts and logs calls with a wrong token
     * @throws WeakTokenException when the token is too short to be a secret
     */
    public AdminAccess(Optional<String> token, WrongTokens wrong) {
        this.wrong = wrong;
        if (token.isPresent() && token.get().length() < SHORTEST_TOKEN) {
            throw new WeakTokenException(token.get().length(), SHORTEST_TOKEN);
        }
        tokenDigest = token.map(AdminAccess::digest).orElse(null);
    }

    Verdict of(@Nullable String authorization, String caller) {
        if (tokenDigest == null) {
            return Verdict.DISABLED;
        }
        Verdict verdict = of(authorization, tokenDigest);
        if (verdict == Verdict.WRONG) {
            wrong.add(caller);
        }
        return verdict;
    }

    private static Verdict of(@Nullable String authorization, byte[] tokenDigest) {
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
        return Sha256.of(token.getBytes(StandardCharsets.UTF_8));
    }
}
