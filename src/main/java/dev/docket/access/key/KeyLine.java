package dev.docket.access.key;

import dev.docket.access.Role;
import dev.docket.digest.Digest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A key as one line of a file: id, name, digest, roles, when it was made, expires and was revoked. */
final class KeyLine {
    private static final String NEVER = "-";
    private static final int FIELDS = 7;

    private KeyLine() {}

    static String of(StoredKey key) {
        return String.join(
                " ",
                key.id(),
                key.name(),
                key.digest().text(),
                key.roles().stream().map(Role::name).collect(Collectors.joining(",")),
                key.createdAt().toString(),
                key.expiresAt().toString(),
                key.revokedAt().map(Instant::toString).orElse(NEVER));
    }

    /** @throws IllegalArgumentException if the line is something else */
    static StoredKey parse(String line) {
        List<String> fields = List.of(line.split(" ", -1));
        if (fields.size() != FIELDS) {
            throw new IllegalArgumentException("a key has %s fields".formatted(FIELDS));
        }
        try {
            return new StoredKey(
                    fields.get(0),
                    fields.get(1),
                    new Digest(fields.get(2)),
                    Arrays.stream(fields.get(3).split(",")).map(Role::valueOf).collect(Collectors.toSet()),
                    Instant.parse(fields.get(4)),
                    Instant.parse(fields.get(5)),
                    fields.get(6).equals(NEVER) ? Optional.empty() : Optional.of(Instant.parse(fields.get(6))),
                    Optional.empty());
        } catch (DateTimeException noTime) {
            throw new IllegalArgumentException("a time has another form", noTime);
        }
    }
}
