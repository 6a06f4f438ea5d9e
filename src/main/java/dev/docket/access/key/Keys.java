package dev.docket.access.key;

import dev.docket.access.Role;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes, replaces and revokes API keys. */
public final class Keys {
    /** Nothing that lets somebody in does so for ever. */
    public static final Duration LONGEST = Duration.ofDays(366);

    private static final Duration SHORTEST = Duration.ofMinutes(1);

    private final KeyStore store;
    private final InstantSource clock;
    private final SecureRandom random;

    /** A key that was just made. */
    public record Made(ApiKey key, StoredKey stored) {}

    public Keys(KeyStore store, InstantSource clock, SecureRandom random) {
        this.store = store;
        this.clock = clock;
        this.random = random;
    }

    /** All keys, by name, the newest first. */
    public List<StoredKey> list() {
        return store.read().stream()
                .sorted(Comparator.comparing(StoredKey::name)
                        .thenComparing(StoredKey::createdAt, Comparator.reverseOrder()))
                .toList();
    }

    /** Makes a key. @throws KeyException if the name is in use, or a value is out of bounds */
    public Made create(String name, Set<Role> roles, Duration lifetime) {
        if (!StoredKey.isName(name)) {
            throw new KeyException("""
                    '%s' cannot be the name of a key.
                    Use 1 to 40 of a-z, 0-9, '.', '_' and '-', beginning with a letter or digit.""".formatted(name));
        }
        if (roles.isEmpty()) {
            throw new KeyException("A key without a role may do nothing.\nGive it at least one --role.");
        }
        if (lifetime.compareTo(SHORTEST) < 0 || lifetime.compareTo(LONGEST) > 0) {
            throw new KeyException("A key is good for a minute to %s days.".formatted(LONGEST.toDays()));
        }
        Instant now = now();
        ApiKey key = ApiKey.random(random);
        StoredKey made = stored(key, name, roles, now, lifetime);
        store.change(keys -> {
            if (keys.stream().anyMatch(other -> other.name().equals(name) && other.isGoodAt(now))) {
                throw new KeyException("""
                        There is a key named '%s'.
                        Replace it with './docket keys rotate %s', or choose another name.""".formatted(name, name));
            }
            return with(made, keys);
        });
        return new Made(key, made);
    }

    /**
     * Makes the successor of a key, with its name, roles and lifetime. The key stays good for a while, so that its holder can
     * change over without being refused in between.
     *
     * @throws KeyException if no key of this name is good
     */
    public Made rotate(String name, Duration overlap) {
        if (overlap.isNegative() || overlap.compareTo(LONGEST) > 0) {
            throw new KeyException("An overlap is from nothing to %s days.".formatted(LONGEST.toDays()));
        }
        Instant now = now();
        ApiKey key = ApiKey.random(random);
        List<StoredKey> made = new ArrayList<>();
        // The predecessor is looked up in the same step: it may be revoked meanwhile, and then has no successor.
        store.change(keys -> {
            StoredKey old = keys.stream()
                    .filter(other -> other.name().equals(name) && other.isGoodAt(now))
                    .max(Comparator.comparing(StoredKey::createdAt))
                    .orElseThrow(() -> none(name));
            made.add(stored(key, name, old.roles(), now, old.lifetime()));
            return with(
                    made.getLast(),
                    keys.stream()
                            .map(other -> other.name().equals(name) ? other.expiringBy(now.plus(overlap)) : other)
                            .toList());
        });
        return new Made(key, made.getLast());
    }

    /**
     * Revokes a key, or all keys of a name.
     *
     * @return those that were good until now
     * @throws KeyException if there is none
     */
    public List<StoredKey> revoke(String nameOrId) {
        Instant now = now();
        List<StoredKey> revoked = new ArrayList<>();
        store.change(keys -> {
            revoked.clear();
            List<StoredKey> changed = new ArrayList<>();
            for (StoredKey key : keys) {
                boolean isMeant = key.name().equals(nameOrId) || key.id().equals(nameOrId);
                changed.add(isMeant ? key.revoked(now) : key);
                if (isMeant && key.isGoodAt(now)) {
                    revoked.add(changed.getLast());
                }
            }
            if (revoked.isEmpty()) {
                throw none(nameOrId);
            }
            return changed;
        });
        return List.copyOf(revoked);
    }

    private static List<StoredKey> with(StoredKey made, List<StoredKey> keys) {
        if (keys.size() >= KeyStore.MOST_KEYS) {
            throw new KeyException(
                    "There are as many keys as there may be, revoked and expired ones too: %s.".formatted(keys.size()));
        }
        if (keys.stream().anyMatch(other -> other.id().equals(made.id()))) {
            throw new KeyException("The id of the new key was taken, by chance.\nTry again.");
        }
        List<StoredKey> all = new ArrayList<>(keys);
        all.add(made);
        return all;
    }

    private static StoredKey stored(ApiKey key, String name, Set<Role> roles, Instant now, Duration lifetime) {
        return new StoredKey(
                key.id(), name, key.digest(), roles, now, now.plus(lifetime), Optional.empty(), Optional.empty());
    }

    private static KeyException none(String nameOrId) {
        return new KeyException("""
                No key in use is '%s'.
                './docket keys list' shows all; './docket keys create' makes one.""".formatted(nameOrId));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
