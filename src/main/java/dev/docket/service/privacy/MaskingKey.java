package dev.docket.service.privacy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.docket.digest.Digest;
import dev.docket.digest.RequestDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret from which salts are derived (HMAC-SHA-256, RFC 2104). With it, a guess of a masked value can be tested;
 * once it is destroyed, no guess can.
 */
public final class MaskingKey {
    private static final int BYTES = 32;
    private static final int ID_BYTES = 4;
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec secret;
    private final String id;

    private MaskingKey(byte[] secret) {
        this.secret = new SecretKeySpec(secret, ALGORITHM);
        this.id = HexFormat.of().formatHex(Arrays.copyOf(hmac("docket masking key id"), ID_BYTES));
    }

    /**
     * Reads the key from a file. It is never generated automatically: a lost key would be silently replaced, and nothing
     * masked earlier could be proved or even recognised.
     *
     * @throws MaskingException if the file is missing or unusable
     */
    public static MaskingKey read(Path file) {
        try {
            byte[] secret =
                    Base64.getDecoder().decode(Files.readString(file, US_ASCII).strip());
            if (secret.length < BYTES) {
                throw unusable(file, String.format(Locale.ROOT, "it has %d bytes", secret.length));
            }
            return new MaskingKey(secret);
        } catch (IOException unreadable) {
            throw unusable(file, unreadable.toString());
        } catch (IllegalArgumentException noBase64) {
            // Without the cause: its message may quote what it read.
            throw unusable(file, "it is not Base64");
        }
    }

    private static MaskingException unusable(Path file, String because) {
        return new MaskingException("The masking key %s cannot be used: %s.%n%s".formatted(file, because, HOW_TO_MAKE));
    }

    /** How to create a key. */
    public static final String HOW_TO_MAKE = String.format(
            Locale.ROOT,
            "It must contain %d random bytes in Base64, readable only by the service: (umask 077; openssl rand -base64 %d > FILE). Keep it apart from the journal and its backups. Services that share a journal need the same key.",
            BYTES,
            BYTES);

    /** Identifies the key without revealing it: 8 hex digits. */
    public String id() {
        return id;
    }

    /** The 32-byte salt for an indexed path, different for each request and path. */
    byte[] salt(RequestDigest keyedDigest, String path) {
        return hmac("docket masking salt\0" + keyedDigest + "\0" + path);
    }

    /**
     * A digest that reveals nothing without the key; a plain digest of mostly known content can be guessed. It contains the
     * key's id.
     */
    RequestDigest digest(Digest plainDigest) {
        return RequestDigest.keyed(id, HexFormat.of().formatHex(hmac("docket masking digest\0" + plainDigest)));
    }

    private byte[] hmac(String message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return mac.doFinal(message.getBytes(UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, impossible);
        }
    }
}
