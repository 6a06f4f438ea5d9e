package dev.docket.journal.checkpoint;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.docket.journal.JournalUnavailableException;
import dev.docket.journal.Log;
import dev.docket.journal.merkle.NoteSigner;
import dev.docket.journal.merkle.NoteVerifier;
import dev.docket.journal.merkle.SignedNote;
import dev.docket.storage.DurableFiles;
import dev.docket.storage.Pem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Optional;

/**
 * The key that signs a stream's log checkpoints: {@code journal-key.pem} (PKCS#8, readable only by its owner) and, for
 * verifiers, {@code journal-key.pub} (a C2SP verifier key).
 */
public final class JournalKey {
    private static final String PRIVATE = "journal-key.pem";
    private static final String PUBLIC = "journal-key.pub";

    private JournalKey() {}

    /**
     * Loads the key from a folder, or generates one if there is none and nothing was signed yet.
     *
     * @throws JournalUnavailableException if it cannot be read or written, is not that of this stream, or is missing
     */
    public static NoteSigner in(Path folder, String stream) {
        try {
            return Files.exists(folder.resolve(PRIVATE)) ? read(folder, stream) : generate(folder, stream);
        } catch (IOException e) {
            throw new JournalUnavailableException("""
                    Cannot use the key that signs the journal in %s: %s.
                    Give the service's user read and write permission there.""".formatted(folder, e), e);
        }
    }

    static boolean existsIn(Path folder) {
        return Files.exists(folder.resolve(PRIVATE));
    }

    /** The key in a folder, made if there is none; nothing if it is the key of another stream. */
    static Optional<NoteSigner> forStream(Path folder, String stream) {
        return existsIn(folder) && !verifierIn(folder).name().equals(Log.origin(stream))
                ? Optional.empty()
                : Optional.of(in(folder, stream));
    }

    /** The key that is in a folder, whatever stream it is of. */
    public static Optional<NoteSigner> existing(Path folder) {
        return existsIn(folder)
                ? Optional.of(in(folder, Log.streamOf(verifierIn(folder).name())))
                : Optional.empty();
    }

    /** The files of the key and of what was signed with it last. */
    public static List<String> files() {
        return List.of(PRIVATE, PUBLIC, "journal-heads", "journal-checkpoint.txt");
    }

    /** The verifier key in a folder. @throws JournalUnavailableException if there is none, or it is damaged */
    public static NoteVerifier verifierIn(Path folder) {
        var file = folder.resolve(PUBLIC);
        try {
            return NoteVerifier.parse(Files.readString(file));
        } catch (IOException | IllegalArgumentException e) {
            throw new JournalUnavailableException(
                    "Cannot read the verifier key %s: %s.%nGive the key you trust with --key."
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    private static NoteSigner read(Path folder, String stream) throws IOException {
        var signer = new NoteSigner(privateKey(folder.resolve(PRIVATE)), verifierIn(folder));
        var probe = SignedNote.parse(signer.sign("probe\n"));
        if (!signer.verifier().name().equals(Log.origin(stream))
                || !probe.map(signer.verifier()::signed).orElse(false)) {
            throw new JournalUnavailableException("""
                    %s and %s in %s are not the key pair of stream %s.
                    Restore both files from the same backup as the journal.""".formatted(PRIVATE, PUBLIC, folder, stream));
        }
        return signer;
    }

    // A new key in its place would make everything that the missing one signed look forged.
    private static void ensureNothingIsSigned(Path folder, String stream) {
        boolean isSigned = HeadMarker.in(folder).isFor(stream)
                || LastCheckpoint.in(folder)
                        .read()
                        .filter(last -> last.stream().equals(stream))
                        .isPresent();
        if (isSigned) {
            throw new JournalUnavailableException(
                    """
                    The key that signed the records of stream %s is missing: %s.
                    Put it back; a backup has it only if it was made with --with-keys. Then start again.""".formatted(stream, folder.resolve(PRIVATE)),
                    "The key that signs its records is missing. Whoever runs docket should put it back.");
        }
    }

    private static NoteSigner generate(Path folder, String stream) throws IOException {
        ensureNothingIsSigned(folder, stream);
        try {
            var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            var verifier = new NoteVerifier(Log.origin(stream), pair.getPublic());
            write(folder, verifier, Pem.of(Pem.PRIVATE, pair.getPrivate().getEncoded()));
            return new NoteSigner(pair.getPrivate(), verifier);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has Ed25519", impossible);
        }
    }

    // Public half first: a kill must not leave a key whose checkpoints nobody can verify.
    static void write(Path folder, NoteVerifier verifier, String pem) throws IOException {
        DurableFiles.write(folder.resolve(PUBLIC), (verifier.text() + "\n").getBytes(US_ASCII));
        DurableFiles.write(folder.resolve(PRIVATE), pem.getBytes(US_ASCII));
    }

    // Without the cause: the messages of key parsers may quote what they read.
    private static PrivateKey privateKey(Path file) throws IOException {
        var pem = Files.readString(file);
        try {
            return KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new PKCS8EncodedKeySpec(Pem.read(pem, Pem.PRIVATE)));
        } catch (GeneralSecurityException | RuntimeException unfit) {
            throw new JournalUnavailableException("""
                    %s contains no Ed25519 key as PEM.
                    Restore it from a backup. Without it, no new checkpoints can be signed.""".formatted(file));
        }
    }
}
