package dev.docket.service.privacy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

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
 * The secret that salts are derived from (HMAC-SHA-256, RFC 2104). Who has it and a guess of a masked value can test the
 * guess; once it is destroyed, nobody can.
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
     * The key in a file. It is never made by itself: one that was lost would be replaced in silence, and nothing that was
     * masked before could be proved, or even known again.
     *
     * @throws MaskingException if there is none, or it cannot be used
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

    /** How somebody makes one. */
    public static final String HOW_TO_MAKE = String.format(
            Locale.ROOT,
            "It needs %d random bytes in Base64, which only docket may read: (umask 077; openssl rand -base64 %d > FILE). Keep it apart from the journal and its backups; nodes that share a journal need the same one.",
            BYTES,
            BYTES);

    /** Tells keys apart without telling them: 8 hex digits. */
    public String id() {
        return id;
    }

    /** The salt of what stands at an indexed path, 32 bytes: another one for each request and each path. */
    byte[] salt(String keyedDigest, String path) {
        return hmac("docket masking salt\0" + keyedDigest + "\0" + path);
    }

    /**
     * A digest that says nothing to those without the key; a plain one of mostly known content can be guessed. It names the
     * key.
     */
    String digest(String plainDigest) {
        return "hmac-sha256:%s:%s"
                .formatted(id, HexFormat.of().formatHex(hmac("docket masking digest\0" + plainDigest)));
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
