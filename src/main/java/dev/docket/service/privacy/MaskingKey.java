package dev.docket.service.privacy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.docket.journal.OwnerOnlyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret that salts are derived from (HMAC-SHA-256, RFC 2104). Who has it and a guess of a masked value can test the
 * guess; without it, and once it is destroyed, nobody can.
 */
public final class MaskingKey {
    /** Its name in a data folder. */
    public static final String FILE = "masking.key";

    private static final int BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec secret;

    MaskingKey(byte[] secret) {
        this.secret = new SecretKeySpec(secret, ALGORITHM);
    }

    /**
     * The key in a file.
     *
     * @throws MaskingException if there is none, or it cannot be read
     */
    public static MaskingKey read(Path file) {
        try {
            byte[] secret =
                    Base64.getDecoder().decode(Files.readString(file, US_ASCII).strip());
            if (secret.length < BYTES) {
                throw unusable(file, "it has %d bytes".formatted(secret.length));
            }
            return new MaskingKey(secret);
        } catch (IOException unreadable) {
            throw unusable(file, unreadable.toString());
        } catch (IllegalArgumentException noBase64) {
            // Without the cause: its message may quote what it read.
            throw unusable(file, "it is not Base64");
        }
    }

    /** The key in a folder; makes one if there is none. @throws MaskingException if that cannot be done */
    public static MaskingKey in(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                byte[] secret = new byte[BYTES];
                new SecureRandom().nextBytes(secret);
                Files.createDirectories(folder);
                OwnerOnlyFile.write(file, Base64.getEncoder().encodeToString(secret) + "\n");
            }
        } catch (IOException unwritable) {
            throw unusable(file, unwritable.toString());
        }
        return read(file);
    }

    private static MaskingException unusable(Path file, String because) {
        return new MaskingException("""
                The masking key %s cannot be used: %s.
                It needs %d random bytes in Base64, the same on every node: openssl rand -base64 %d.""".formatted(file, because, BYTES, BYTES));
    }

    /** The salt of what stands at an indexed path of a request, 32 bytes. */
    byte[] salt(String requestId, String path) {
        return hmac("docket masking salt\0" + requestId + "\0" + path);
    }

    /** A digest that says nothing to those without the key: a plain one of mostly known content can be guessed. */
    String digest(String plainDigest) {
        return "hmac-sha256:" + HexFormat.of().formatHex(hmac("docket masking digest\0" + plainDigest));
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
