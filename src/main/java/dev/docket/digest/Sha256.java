package dev.docket.digest;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 (FIPS 180-4). The only place that asks the platform for it. */
public final class Sha256 {
    /** In bytes. */
    public static final int LENGTH = 32;

    // Looking up the algorithm costs more than hashing a short text. Cloning a fresh digest does not.
    private static final MessageDigest FRESH = lookUp();

    private Sha256() {}

    /** The 32 bytes over the concatenated parts. */
    public static byte[] of(byte[]... parts) {
        var digest = start();
        for (var part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    /** A digest over nothing yet, for content that comes piece by piece. */
    public static MessageDigest start() {
        try {
            return (MessageDigest) FRESH.clone();
        } catch (CloneNotSupportedException unlike) {
            return lookUp();
        }
    }

    private static MessageDigest lookUp() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
