package dev.docket.digest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestTest {
    // FIPS 180-4, the example of one block.
    @Test
    void the_digest_of_a_content_is_its_sha_256() {
        assertThat(Digest.over("a".getBytes(US_ASCII), "bc".getBytes(US_ASCII)).text())
                .isEqualTo("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void reading_a_digest_again_gives_the_same_one() {
        var digest = Digest.over("abc".getBytes(US_ASCII));

        assertThat(new Digest(digest.toString())).isEqualTo(digest).hasSameHashCodeAs(digest);
        assertThat(Digest.ofHex(digest.hex())).isEqualTo(digest);
    }

    // A digest names folders and files, so it must not lead out of one.
    @ParameterizedTest
    @ValueSource(strings = {"", "sha256:", "sha256:../../etc", "ba7816bf", "md5:ba7816bf8f01cfea414140de5dae2223"})
    void nothing_else_is_a_digest(String text) {
        assertThat(Digest.isDigest(text)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new Digest(text)).withMessageContaining(text);
    }

    @Test
    void a_digest_has_no_upper_case_and_no_second_line() {
        var text = Digest.over().text();

        assertThat(Digest.isDigest(text.toUpperCase(Locale.ROOT))).isFalse();
        assertThat(Digest.isDigest(text + "\n")).isFalse();
    }
}
