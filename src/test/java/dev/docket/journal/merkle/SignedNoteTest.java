package dev.docket.journal.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SignedNoteTest {
    // From the Go implementation of signed notes, golang.org/x/mod/sumdb/note.
    private static final String PETER_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private static final String PETER_NOTE = """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.

            \u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
            """;

    private static final KeyPair KEYS = pair();
    private static final NoteVerifier VERIFIER = new NoteVerifier("docket/5f1c0a77be21", KEYS.getPublic());
    private static final NoteSigner SIGNER = new NoteSigner(KEYS.getPrivate(), VERIFIER);
    private static final TreeHead CHECKPOINT =
            new TreeHead("docket/5f1c0a77be21", 42, Hash.over(), Instant.parse("2026-03-29T01:00:00.123Z"), 7);

    @Test
    void a_note_that_others_signed_is_verified() {
        var verifier = NoteVerifier.parse(PETER_KEY);

        assertThat(verifier.signed(SignedNote.parse(PETER_NOTE).orElseThrow())).isTrue();
        assertThat(verifier.text()).isEqualTo(PETER_KEY);
    }

    @Test
    void a_note_has_the_signature_that_the_jdk_would_make() throws Exception {
        Signature jdk = Signature.getInstance("Ed25519");
        jdk.initSign(KEYS.getPrivate());
        jdk.update(SignedNote.bytes(CHECKPOINT.text()));
        byte[] expected = jdk.sign();

        byte[] signed = Base64.getDecoder()
                .decode(SIGNER.sign(CHECKPOINT.text()).strip().replaceFirst("(?s).* ", ""));

        assertThat(Arrays.copyOfRange(signed, 4, signed.length)).isEqualTo(expected);
    }

    @Test
    void a_key_of_another_kind_is_refused() throws Exception {
        var ecdsa = KeyPairGenerator.getInstance("EC").generateKeyPair();

        assertThatThrownBy(() -> new NoteSigner(ecdsa.getPrivate(), VERIFIER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("EC");
    }

    @Test
    void a_checkpoint_comes_back_as_it_was_signed() {
        var note = SignedNote.parse(SIGNER.sign(CHECKPOINT.text())).orElseThrow();

        assertThat(VERIFIER.signed(note)).isTrue();
        assertThat(TreeHead.parse(note.text())).contains(CHECKPOINT);
        assertThat(CHECKPOINT.text()).isEqualTo("""
                docket/5f1c0a77be21
                42
                47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=
                at 2026-03-29T01:00:00.123Z
                number 7
                """);
    }

    @Test
    void a_note_with_any_bit_flipped_is_not_verified() {
        var note = SIGNER.sign(CHECKPOINT.text());
        var random = new SplittableRandom(7);
        for (int i = 0; i < 2_000; i++) {
            var bytes = SignedNote.bytes(note);
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            var flipped = new String(bytes, java.nio.charset.StandardCharsets.UTF_8);

            assertThat(SignedNote.parse(flipped).filter(VERIFIER::signed))
                    .as(flipped)
                    .isEmpty();
        }
    }

    @Test
    void another_key_with_the_same_name_is_not_believed() {
        var other = new NoteVerifier(VERIFIER.name(), pair().getPublic());

        assertThat(other.signed(SignedNote.parse(SIGNER.sign("hello\n")).orElseThrow()))
                .isFalse();
    }

    @Test
    void a_verifier_key_with_a_wrong_identifier_is_refused() {
        assertThatThrownBy(() -> NoteVerifier.parse(PETER_KEY.replace("c74f", "c74e")))
                .hasMessageContaining("c74e20a3");
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
