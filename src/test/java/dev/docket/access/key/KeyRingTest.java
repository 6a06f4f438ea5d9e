package dev.docket.access.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.access.Caller;
import dev.docket.access.Role;
import dev.docket.digest.Digest;
import dev.docket.fixture.SaidOfOutages;
import dev.docket.outage.Outage;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nothing here is read in the background: each check reads what it needs, because the clock of the copy stands still or jumps. */
@Timeout(60)
class KeyRingTest {
    private static final Duration DAY = Duration.ofDays(1);

    private final MemoryKeys store = new MemoryKeys();
    private final SaidOfOutages said = new SaidOfOutages();
    private final AtomicLong nanos = new AtomicLong(-5);
    private Instant now = Instant.parse("2026-03-02T09:00:00Z");
    private final Keys keys = new Keys(store, () -> now, new SecureRandom());
    private final KeyRing ring =
            new KeyRing(store, () -> now, nanos::get, KeyRing.BOUND, new Outage("the store of API keys", said));

    @AfterEach
    void close() {
        ring.close();
    }

    @Test
    void a_good_key_says_who_has_it_and_what_its_holder_may_do() {
        ApiKey key = keys.create("erp", Set.of(Role.DECIDE), DAY).key();

        assertThat(check(key))
                .isEqualTo(new KeyRing.Verdict.Good(new Caller.KeyHolder("erp", key.id(), Set.of(Role.DECIDE))));
    }

    @Test
    void a_key_of_another_secret_is_unknown_although_its_id_and_its_beginning_are_right() {
        ApiKey key = keys.create("erp", Set.of(Role.DECIDE), DAY).key();
        StoredKey stored = store.read().getFirst();
        // What is kept is right in all but its last digit.
        String hex = stored.digest().hex();
        store.change(all ->
                List.of(withDigest(stored, Digest.ofHex(hex.substring(0, 63) + (hex.endsWith("0") ? "1" : "0")))));

        assertThat(check(key)).isEqualTo(new KeyRing.Verdict.Unknown());
        assertThat(check(ApiKey.random(new SecureRandom()))).isEqualTo(new KeyRing.Verdict.Unknown());
    }

    @Test
    void a_key_is_refused_from_the_moment_it_expires_without_reading_anything() {
        ApiKey key = keys.create("erp", Set.of(Role.DECIDE), DAY).key();
        Instant end = now.plus(DAY);
        now = end.minusMillis(1);
        assertThat(check(key)).isInstanceOf(KeyRing.Verdict.Good.class);

        now = end;
        assertThat(check(key)).isEqualTo(new KeyRing.Verdict.Expired(end));
    }

    @Test
    void a_revoked_key_is_refused_once_the_bound_has_passed_at_the_latest() {
        ApiKey key = keys.create("erp", Set.of(Role.DECIDE), DAY).key();
        assertThat(check(key)).isInstanceOf(KeyRing.Verdict.Good.class);

        keys.revoke("erp");
        nanos.addAndGet(KeyRing.BOUND.toNanos() + 1);

        assertThat(check(key)).isEqualTo(new KeyRing.Verdict.Unknown());
    }

    @Test
    void a_store_that_cannot_be_read_lets_nobody_in_once_the_bound_has_passed() {
        ApiKey key = keys.create("erp", Set.of(Role.DECIDE), DAY).key();
        assertThat(check(key)).isInstanceOf(KeyRing.Verdict.Good.class);
        store.isAway = true;

        nanos.addAndGet(KeyRing.BOUND.toNanos());
        assertThat(check(key)).isInstanceOf(KeyRing.Verdict.Good.class);
        nanos.addAndGet(1);
        assertThat(check(key)).isEqualTo(new KeyRing.Verdict.Unsure());
        assertThat(check(key)).isEqualTo(new KeyRing.Verdict.Unsure());
        assertThat(ring.isSure()).isFalse();

        store.isAway = false;
        assertThat(check(key)).isInstanceOf(KeyRing.Verdict.Good.class);
        assertThat(said.errors()).singleElement().asString().contains("reading", "the store is away");
        assertThat(said.infos()).singleElement().asString().contains("works again");
    }

    @Test
    void a_store_that_hangs_is_waited_for_no_longer_than_the_bound() throws Exception {
        ApiKey key = keys.create("erp", Set.of(Role.DECIDE), DAY).key();
        synchronized (store) {
            assertThat(check(key)).isEqualTo(new KeyRing.Verdict.Unsure());
        }
    }

    @Test
    void last_uses_are_noted_when_the_service_stops_and_only_for_good_keys() {
        ApiKey used = keys.create("used", Set.of(Role.DECIDE), DAY).key();
        ApiKey revoked = keys.create("revoked", Set.of(Role.DECIDE), DAY).key();
        keys.revoke("revoked");
        keys.create("idle", Set.of(Role.DECIDE), DAY);
        check(used);
        check(revoked);
        ring.close();

        assertThat(store.uses).isEqualTo(Map.of(used.id(), now));
    }

    private KeyRing.Verdict check(ApiKey key) {
        return ring.check(key).toCompletableFuture().join();
    }

    private static StoredKey withDigest(StoredKey key, Digest digest) {
        return new StoredKey(
                key.id(),
                key.name(),
                digest,
                key.roles(),
                key.createdAt(),
                key.expiresAt(),
                Optional.empty(),
                Optional.empty());
    }

    private static final class MemoryKeys implements KeyStore {
        private final Map<String, Instant> uses = new ConcurrentHashMap<>();
        private List<StoredKey> all = new ArrayList<>();
        private volatile boolean isAway;

        @Override
        public synchronized List<StoredKey> read() {
            if (isAway) {
                throw new KeysUnavailableException("the store is away");
            }
            return List.copyOf(all);
        }

        @Override
        public synchronized void change(UnaryOperator<List<StoredKey>> change) {
            all = change.apply(all);
        }

        @Override
        public void used(Map<String, Instant> lastUses) {
            uses.putAll(lastUses);
        }
    }
}
