package dev.docket.journal.checkpoint;

import dev.docket.digest.Digest;
import dev.docket.journal.JournalUnavailableException;
import dev.docket.journal.Log;
import dev.docket.journal.Log.StoredCheckpoint;
import dev.docket.journal.merkle.NoteSigner;
import dev.docket.journal.merkle.NoteVerifier;
import dev.docket.storage.Pem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Optional;

/**
 * The key of services that keep nothing of their own. Each signs with it the stream that it writes now, and another one signs the same
 * stream when it goes on with it. Never reveals the private key.
 */
public final class SharedKey {
    /** The name of its verifier key, which is of whatever stream. */
    public static final String NAME = Log.origin("*");

    private final String pem;
    private final PublicKey verifying;

    private SharedKey(String pem, PublicKey verifying) {
        this.pem = pem;
        this.verifying = verifying;
    }

    /**
     * Reads an Ed25519 key, such as {@code openssl genpkey -algorithm ed25519} writes.
     *
     * @throws JournalUnavailableException if the file has none
     */
    public static SharedKey read(Path file) {
        try {
            var key = KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new PKCS8EncodedKeySpec(Pem.read(Files.readString(file), Pem.PRIVATE)));
            return new SharedKey(Pem.of(Pem.PRIVATE, key.getEncoded()), NoteSigner.verifying(key));
        } catch (IOException unreadable) {
            throw new JournalUnavailableException(
                    "Cannot read the key of the journal, %s: %s.".formatted(file, unreadable), unreadable);
        } catch (GeneralSecurityException | IllegalArgumentException unfit) {
            // Without the cause: the messages of key parsers may quote what they read.
            throw new JournalUnavailableException("""
                    %s contains no Ed25519 key as PEM.
                    Make one with 'openssl genpkey -algorithm ed25519 -out %s'.""".formatted(file, file.getFileName()));
        }
    }

    /** The verifier key of all streams that are signed with it. */
    public NoteVerifier verifier() {
        return new NoteVerifier(NAME, verifying);
    }

    /** The digest of its public half (X.509), by which streams name it. */
    public Digest id() {
        return Digest.over(verifying.getEncoded());
    }

    private boolean isIn(Path folder, String stream) {
        return JournalKey.existsIn(folder) && JournalKey.verifierIn(folder).equals(of(stream));
    }

    /** @throws JournalUnavailableException if a folder has a key that is not this one: writing over it would lose it */
    public void ensureNoOtherIn(Path folder) {
        if (JournalKey.existsIn(folder) && !JournalKey.verifierIn(folder).key().equals(verifying)) {
            throw new JournalUnavailableException("""
                    %s has a journal key of its own, which is not that of docket.journal.key-file.
                    Choose an empty folder with --data, and keep this one: its key proves what was recorded with it.""".formatted(folder));
        }
    }

    /**
     * Gives a folder the key under the name of a stream, with what a service has there that always wrote it. What the folder remembers
     * of the same stream stays.
     *
     * @param isSigned whether the stream has records, whose head is signed
     * @param latest its latest log checkpoint
     */
    public void putIn(Path folder, String stream, boolean isSigned, Optional<StoredCheckpoint> latest) {
        ensureNoOtherIn(folder);
        if (isIn(folder, stream)) {
            return;
        }
        try {
            if (isSigned) {
                HeadMarker.in(folder).write(stream);
            }
            if (latest.isPresent()) {
                LastCheckpoint.in(folder).write(latest.get());
            }
            JournalKey.write(folder, of(stream), pem);
        } catch (IOException unwritable) {
            throw new JournalUnavailableException("""
                    Cannot write in the journal folder %s: %s.
                    Give the service's user write permission there.""".formatted(folder, unwritable), unwritable);
        }
    }

    private NoteVerifier of(String stream) {
        return new NoteVerifier(Log.origin(stream), verifying);
    }
}
