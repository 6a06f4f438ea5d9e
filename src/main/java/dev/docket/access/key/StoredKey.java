package dev.docket.access.key;

import dev.docket.access.Role;
import dev.docket.digest.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What is kept of an API key. Keys are never deleted, so that it can still be said whose one was.
 *
 * @param id which key
 * @param name who has it: 1 to 40 of {@code a-z 0-9 . _ -}; successors of a key have its name
 * @param digest the SHA-256 of the key
 * @param expiresAt from then on it is refused
 * @param revokedAt since when it has been refused, if it has been revoked
 * @param lastUsedAt when it last was let in, up to a minute late; nothing if never
 */
public record StoredKey(
        String id,
        String name,
        Digest digest,
        Set<Role> roles,
        Instant createdAt,
        Instant expiresAt,
        Optional<Instant> revokedAt,
        Optional<Instant> lastUsedAt) {
    private static final Pattern ID = Pattern.compile("[0-9A-HJKMNP-TV-Z]{8}");
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,39}");

    /** @throws IllegalArgumentException if a value has another form */
    public StoredKey {
        if (!ID.matcher(id).matches() || !isName(name) || roles.isEmpty()) {
            throw new IllegalArgumentException("key '%s' of '%s' with roles %s is none".formatted(id, name, roles));
        }
        roles = Collections.unmodifiableSet(EnumSet.copyOf(roles));
    }

    /** Whether a text can be the name of a key. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** Whether it is this key, in a time that does not depend on how much of it is right. */
    public boolean is(ApiKey key) {
        return MessageDigest.isEqual(
                digest.text().getBytes(StandardCharsets.US_ASCII),
                key.digest().text().getBytes(StandardCharsets.US_ASCII));
    }

    /** Whether it is let in at a time. */
    public boolean isGoodAt(Instant now) {
        return revokedAt.isEmpty() && now.isBefore(expiresAt);
    }

    /** For how long it was made. */
    Duration lifetime() {
        return Duration.between(createdAt, expiresAt);
    }

    /** The same key, refused from a time on if that is earlier. */
    StoredKey expiringBy(Instant time) {
        return time.isBefore(expiresAt)
                ? new StoredKey(id, name, digest, roles, createdAt, time, revokedAt, lastUsedAt)
                : this;
    }

    /** The same key, revoked. */
    StoredKey revoked(Instant now) {
        return revokedAt.isPresent()
                ? this
                : new StoredKey(id, name, digest, roles, createdAt, expiresAt, Optional.of(now), lastUsedAt);
    }

    /** The same key, last let in at a time. */
    public StoredKey used(Instant at) {
        return new StoredKey(id, name, digest, roles, createdAt, expiresAt, revokedAt, Optional.of(at));
    }
}
