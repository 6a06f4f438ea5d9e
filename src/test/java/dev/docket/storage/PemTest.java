package dev.docket.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class PemTest {
    private static final byte[] KEY = new byte[100];

    @Test
    void a_key_is_read_back_from_its_text_whatever_stands_around_it() {
        String text = Pem.of(Pem.PRIVATE, KEY);

        assertThat(text.lines()).allMatch(line -> line.length() <= 64).startsWith("-----BEGIN PRIVATE KEY-----");
        assertThat(Pem.read("comment\n" + text + "more\n", Pem.PRIVATE)).isEqualTo(KEY);
        assertThat(Pem.read(text.replace("\n", "\r\n"), Pem.PRIVATE)).isEqualTo(KEY);
    }

    @Test
    void another_label_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pem.read(Pem.of(Pem.PUBLIC, KEY), Pem.PRIVATE))
                .withMessage("there is no PRIVATE KEY");
    }

    @Test
    void a_refusal_quotes_nothing_of_a_damaged_key() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Pem.read("-----BEGIN PRIVATE KEY-----\nsecret=x\n-----END PRIVATE KEY-----", Pem.PRIVATE))
                .withMessageNotContaining("secret")
                .withNoCause();
    }
}
