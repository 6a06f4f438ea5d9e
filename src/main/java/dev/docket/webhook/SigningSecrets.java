package dev.docket.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What signs events: one secret, or two while receivers change from one to the other. */
final class SigningSecrets {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "whsec_";
    private static final int LEAST_BYTES = 24;
    private static final int MOST_BYTES = 64;
    private static final int MOST = 2;
    private static final int MOST_FILE_BYTES = 1_000;
    private static final String HOW_TO_MAKE =
            "It must have one or two lines, each whsec_ and 24 to 64 random bytes in Base64: (umask 077; echo whsec_$(openssl rand -base64 32) > FILE)";

    private final List<SecretKeySpec> secrets;

    private SigningSecrets(List<SecretKeySpec> secrets) {
        this.secrets = List.copyOf(secrets);
    }

    /** What is wrong with a file, if anything. */
    static Optional<String> problem(Path file) {
        try {
            read(file);
            return Optional.empty();
        } catch (IOException unusable) {
            return Optional.of(String.valueOf(unusable.getMessage()));
        }
    }

    /** @throws IOException if the file cannot be used. The message says why and has nothing of the content */
    static SigningSecrets read(Path file) throws IOException {
        List<SecretKeySpec> secrets = new ArrayList<>();
        for (String line : lines(file)) {
            secrets.add(secret(file, line));
        }
        if (secrets.isEmpty() || secrets.size() > MOST) {
            throw unusable(file, String.format(Locale.ROOT, "it has %d secrets", secrets.size()));
        }
        return new SigningSecrets(secrets);
    }

    private static List<String> lines(Path file) throws IOException {
        try {
            if (Files.size(file) > MOST_FILE_BYTES) {
                throw unusable(file, "it is too large");
            }
            return Files.readString(file, US_ASCII)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException unreadable) {
            throw unreadable instanceof UnusableSecretsException
                    ? unreadable
                    : unusable(file, unreadable.getClass().getSimpleName());
        }
    }

    private static SecretKeySpec secret(Path file, String line) throws IOException {
        try {
            byte[] secret = Base64.getDecoder().decode(line.startsWith(PREFIX) ? line.substring(PREFIX.length()) : "");
            if (secret.length >= LEAST_BYTES && secret.length <= MOST_BYTES) {
                return new SecretKeySpec(secret, ALGORITHM);
            }
        } catch (IllegalArgumentException noBase64) {
            // Without the cause: its message may quote what it read.
            throw unusable(file, "a line is not Base64");
        }
        throw unusable(file, "a line is no secret");
    }

    private static UnusableSecretsException unusable(Path file, String because) {
        return new UnusableSecretsException(
                "the secret file %s cannot be used: %s. %s".formatted(file, because, HOW_TO_MAKE));
    }

    private static final class UnusableSecretsException extends IOException {
        UnusableSecretsException(String message) {
            super(message);
        }
    }

    /** The value of {@code webhook-signature}: one of each secret, so that a receiver may know either. */
    String signature(String id, long epochSeconds, byte[] body) {
        byte[] before = (id + "." + epochSeconds + ".").getBytes(US_ASCII);
        return secrets.stream()
                .map(secret -> "v1," + Base64.getEncoder().encodeToString(hmac(secret, before, body)))
                .collect(Collectors.joining(" "));
    }

    private static byte[] hmac(SecretKeySpec secret, byte[] before, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            mac.update(before);
            return mac.doFinal(body);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, impossible);
        }
    }
}
