package dev.docket.access.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.docket.access.Role;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store of keys holds to. Each test begins with a store without keys. */
public abstract class KeyStoreContract {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    private Instant now = NOW;

    /** The same store at each call, as another process would open it. */
    protected abstract KeyStore open();

    private Keys keys() {
        return new Keys(open(), () -> now, new SecureRandom());
    }

    @Test
    void a_key_that_was_made_is_known_to_whoever_else_opens_the_store() {
        var made = keys().create("erp-live", Set.of(Role.DECIDE, Role.AUDIT), DAY);

        assertThat(open().read()).containsExactly(made.stored());
        assertThat(made.stored().is(made.key())).isTrue();
        assertThat(made.stored().roles()).containsExactlyInAnyOrder(Role.DECIDE, Role.AUDIT);
        assertThat(made.stored().expiresAt()).isEqualTo(NOW.plus(DAY));
    }

    @Test
    void a_name_in_use_is_refused_and_free_again_once_its_keys_are_revoked_or_expired() {
        keys().create("erp", Set.of(Role.DECIDE), DAY);
        assertThatThrownBy(() -> keys().create("erp", Set.of(Role.AUDIT), DAY))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining("rotate erp");

        keys().revoke("erp");
        keys().create("erp", Set.of(Role.AUDIT), DAY);
        now = NOW.plus(DAY);
        keys().create("erp", Set.of(Role.OPERATE), DAY);

        assertThat(open().read()).hasSize(3).extracting(StoredKey::name).containsOnly("erp");
    }

    @Test
    void a_successor_has_the_roles_and_the_lifetime_and_both_are_good_until_the_overlap_ends() {
        var old = keys().create("erp", Set.of(Role.DECIDE), DAY.multipliedBy(30));
        now = NOW.plus(DAY);
        var successor = keys().rotate("erp", Duration.ofHours(2));

        assertThat(successor.stored().roles()).containsExactly(Role.DECIDE);
        assertThat(successor.stored().expiresAt()).isEqualTo(now.plus(DAY.multipliedBy(30)));
        assertThat(stored(old.key().id()).isGoodAt(now.plus(Duration.ofMinutes(119))))
                .isTrue();
        assertThat(stored(old.key().id()).isGoodAt(now.plus(Duration.ofHours(2))))
                .isFalse();
        assertThat(successor.stored().is(old.key())).isFalse();
    }

    @Test
    void rotating_twice_neither_prolongs_the_first_key_nor_shortens_what_comes() {
        var first = keys().create("erp", Set.of(Role.DECIDE), DAY.multipliedBy(30));
        keys().rotate("erp", Duration.ofHours(1));
        now = NOW.plusSeconds(60);
        var third = keys().rotate("erp", DAY.multipliedBy(300));

        assertThat(stored(first.key().id()).expiresAt()).isEqualTo(NOW.plus(Duration.ofHours(1)));
        assertThat(third.stored().expiresAt()).isEqualTo(now.plus(DAY.multipliedBy(30)));
    }

    @Test
    void what_was_revoked_has_no_successor_and_stays_revoked() {
        var made = keys().create("erp", Set.of(Role.DECIDE), DAY);
        assertThat(keys().revoke(made.key().id()))
                .extracting(StoredKey::id)
                .containsExactly(made.key().id());

        assertThatThrownBy(() -> keys().rotate("erp", DAY)).isInstanceOf(KeyException.class);
        assertThatThrownBy(() -> keys().revoke("erp")).isInstanceOf(KeyException.class);
        assertThat(stored(made.key().id()).revokedAt()).contains(NOW);
        assertThat(stored(made.key().id()).isGoodAt(NOW)).isFalse();
    }

    @Test
    void a_use_is_noted_and_undoes_nothing() {
        var made = keys().create("erp", Set.of(Role.DECIDE), DAY);
        var service = open();
        service.read();
        keys().revoke("erp");
        service.used(Map.of(made.key().id(), NOW.plusSeconds(5), "00000000", NOW));

        assertThat(stored(made.key().id()).lastUsedAt()).contains(NOW.plusSeconds(5));
        assertThat(stored(made.key().id()).revokedAt()).contains(NOW);
    }

    @Test
    void keys_that_are_made_at_the_same_time_are_all_there() {
        var made = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() ->
                        keys().create("caller-" + i, Set.of(Role.DECIDE), DAY).stored()))
                .toList();
        List<StoredKey> all = new ArrayList<>();
        made.forEach(one -> all.add(one.join()));

        assertThat(open().read()).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void the_key_itself_is_not_kept_and_a_bad_wish_changes_nothing() {
        for (String name : List.of("", "Erp", "-erp", "e p", "x".repeat(41), "erp/1")) {
            assertThatThrownBy(() -> keys().create(name, Set.of(Role.DECIDE), DAY))
                    .isInstanceOf(KeyException.class);
        }
        assertThatThrownBy(() -> keys().create("erp", Set.of(), DAY)).isInstanceOf(KeyException.class);
        assertThatThrownBy(() -> keys().create("erp", Set.of(Role.DECIDE), Duration.ofDays(367)))
                .isInstanceOf(KeyException.class);
        assertThatThrownBy(() -> keys().create("erp", Set.of(Role.DECIDE), Duration.ZERO))
                .isInstanceOf(KeyException.class);
        assertThat(open().read()).isEmpty();

        var made = keys().create("erp", Set.of(Role.DECIDE), DAY);
        assertThat(open().read().toString()).doesNotContain(made.key().reveal().substring(12));
    }

    private StoredKey stored(String id) {
        return open().read().stream()
                .filter(key -> key.id().equals(id))
                .findAny()
                .orElseThrow();
    }
}
