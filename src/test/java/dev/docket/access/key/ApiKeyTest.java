package dev.docket.access.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ApiKeyTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    @Test
    void a_key_has_a_form_that_scanners_for_leaked_secrets_recognise() {
        for (int i = 0; i < 200; i++) {
            assertThat(ApiKey.random(RANDOM).reveal()).matches("dk_[0-9A-HJKMNP-TV-Z]{8}_[0-9A-Za-z]{49}");
        }
    }

    @Test
    void a_key_is_read_back_and_no_two_are_alike() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            ApiKey key = ApiKey.random(RANDOM);
            ApiKey read = ApiKey.parse(key.reveal()).orElseThrow();

            assertThat(read.id()).isEqualTo(key.id());
            assertThat(read.digest()).isEqualTo(key.digest());
            ids.add(key.id());
        }
        assertThat(ids).hasSize(200);
    }

    @Test
    void any_mistyped_character_is_noticed_before_anything_is_looked_up() {
        String key = ApiKey.random(RANDOM).reveal();
        for (int at = 0; at < key.length(); at++) {
            for (char other : "0Aa_ -Zz9\u00e4".toCharArray()) {
                String mistyped = key.substring(0, at) + other + key.substring(at + 1);
                if (!mistyped.equals(key)) {
                    assertThat(ApiKey.parse(mistyped)).as(mistyped).isEmpty();
                }
            }
            assertThat(ApiKey.parse(key.substring(0, at))).isEmpty();
        }
        assertThat(ApiKey.parse(key + "0")).isEmpty();
        assertThat(ApiKey.parse(" " + key)).isEmpty();
    }

    @Test
    void a_key_that_is_printed_by_mistake_shows_its_id_alone() {
        ApiKey key = ApiKey.random(RANDOM);

        assertThat(key.toString()).isEqualTo("dk_" + key.id() + "_…");
        assertThat("%s".formatted(key)).doesNotContain(key.reveal().substring(12));
    }
}
