package dev.docket.service.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.docket.journal.JournalUnavailableException;
import dev.docket.journal.Log;
import dev.docket.journal.checkpoint.SharedKey;
import dev.docket.journal.merkle.NoteVerifier;
import dev.docket.storage.Pem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifierKeysTest {
    private static final String STREAM = "0123456789ab";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @SuppressWarnings("NullAway.Init") // before each test
    private NoteVerifier shared;

    @BeforeEach
    void make() throws Exception {
        byte[] key = KeyPairGenerator.getInstance("Ed25519")
                .generateKeyPair()
                .getPrivate()
                .getEncoded();
        shared = SharedKey.read(Files.writeString(folder.resolve("key.pem"), Pem.of(Pem.PRIVATE, key)))
                .verifier();
    }

    private VerifierKeys keys(int streams, NoteVerifier... trusted) {
        return VerifierKeys.of(
                JournalArchive.of(new JournalStore.Sqlite(folder)),
                List.of(trusted).stream().map(NoteVerifier::text).toList(),
                streams);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 40})
    void the_key_of_all_streams_verifies_each_under_its_name_however_many_there_are(int streams) {
        assertThat(keys(streams, shared).of(STREAM)).isEqualTo(new NoteVerifier(Log.origin(STREAM), shared.key()));
        assertThat(keys(streams, shared).isShared(STREAM)).isTrue();
    }

    @Test
    void the_key_of_a_stream_comes_before_that_of_all() throws Exception {
        var own = new NoteVerifier(
                Log.origin(STREAM),
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic());

        assertThat(keys(2, shared, own).of(STREAM)).isEqualTo(own);
        assertThat(keys(2, shared, own).isShared(STREAM)).isFalse();
        assertThat(keys(1, own).isShared(STREAM)).isFalse();
        assertThatThrownBy(() -> keys(2, own).of("ba9876543210")).isInstanceOf(JournalUnavailableException.class);
    }
}
