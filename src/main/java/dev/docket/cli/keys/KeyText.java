package dev.docket.cli.keys;

import dev.docket.access.Role;
import dev.docket.access.key.StoredKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Keys in words. Never has one. */
final class KeyText {
    private KeyText() {}

    static List<String> ofMade(StoredKey key) {
        List<String> lines = new ArrayList<>();
        lines.add("key %s (%s), until %s".formatted(key.name(), key.id(), seconds(key.expiresAt())));
        for (Role role : key.roles()) {
            lines.add("  %-8s %s".formatted(role, role.meaning()));
        }
        lines.add("It is shown this once. Send it as 'Authorization: Bearer …'.");
        return lines;
    }

    static String ofRevoked(StoredKey key) {
        return "revoked %s (%s); no service lets it in any more".formatted(key.name(), key.id());
    }

    static List<String> table(List<StoredKey> keys, Instant now) {
        List<String> rows = new ArrayList<>();
        rows.add(row("NAME", "ID", "STATE", "UNTIL", "LAST USED", "ROLES"));
        for (StoredKey key : keys) {
            rows.add(row(
                    key.name(),
                    key.id(),
                    state(key, now),
                    seconds(key.revokedAt().orElse(key.expiresAt())),
                    key.lastUsedAt().map(KeyText::seconds).orElse("never"),
                    key.roles().stream().map(Role::name).collect(Collectors.joining(","))));
        }
        return rows;
    }

    private static String state(StoredKey key, Instant now) {
        if (key.revokedAt().isPresent()) {
            return "revoked";
        }
        return key.isGoodAt(now) ? "good" : "expired";
    }

    private static String seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String row(Object... cells) {
        return String.format(Locale.ROOT, "%-24s  %-8s  %-8s  %-20s  %-20s  %s", cells)
                .stripTrailing();
    }
}
