package dev.docket.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.access.key.ApiKey;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecretsTest {
    @Test
    void a_key_keeps_its_id_and_nothing_else_also_if_it_is_cut_off_or_in_the_midst_of_a_word() {
        ApiKey key = ApiKey.random(new SecureRandom());
        for (String text :
                List.of(key.reveal(), key.reveal().substring(0, 20), key.reveal() + "ab", "x=" + key.reveal() + "&y")) {
            assertThat(Secrets.hidden(text)).contains("dk_" + key.id() + "_…").doesNotContain(text.substring(15, 20));
            assertThat(Secrets.isIn(text)).isTrue();
        }
    }

    @Test
    void a_token_and_a_password_in_a_url_are_hidden() {
        assertThat(Secrets.hidden("a eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2ln-_b"))
                .isEqualTo("a eyJ…");
        assertThat(Secrets.hidden(
                        "jdbc:postgresql://host/docket?user=u&password=geheim&sslPassword=geheim&sslmode=require"))
                .isEqualTo(
                        "jdbc:postgresql://host/docket?user=u&password=(hidden)&sslPassword=(hidden)&sslmode=require");
    }

    @Test
    void other_text_stays_as_it_is() {
        for (String text : List.of("SO-1", "key:erp-live/7Q2M9K4T", "eyJ", "a=b&c=d", "dk_", "the password is wrong")) {
            assertThat(Secrets.hidden(text)).isSameAs(text);
        }
    }
}
