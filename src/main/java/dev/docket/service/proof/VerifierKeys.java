package dev.docket.service.proof;

import dev.docket.journal.JournalUnavailableException;
import dev.docket.journal.Log;
import dev.docket.journal.checkpoint.JournalKey;
import dev.docket.journal.checkpoint.SharedKey;
import dev.docket.journal.merkle.NoteVerifier;
import java.util.List;

/** The keys that verify the log checkpoints of a journal's streams. */
public final class VerifierKeys {
    private final List<NoteVerifier> keys;
    private final boolean isOnlyStream;

    private VerifierKeys(List<NoteVerifier> keys, boolean isOnlyStream) {
        this.keys = keys;
        this.isOnlyStream = isOnlyStream;
    }

    /**
     * The keys the caller trusts or, without any, those in the services' data folders.
     *
     * @param trusted C2SP verifier keys, one of them perhaps that of all streams; if there are any, keys in folders are ignored
     * @param streams the number of streams in the journal
     * @throws JournalUnavailableException if a folder lacks its key
     * @throws IllegalArgumentException if a trusted key is malformed
     */
    public static VerifierKeys of(JournalArchive archive, List<String> trusted, int streams) {
        List<NoteVerifier> keys = trusted.isEmpty()
                ? archive.keyFolders().stream().map(JournalKey::verifierIn).toList()
                : trusted.stream().map(NoteVerifier::parse).toList();
        return new VerifierKeys(keys, streams == 1 && keys.size() == 1);
    }

    /** The key of a stream. @throws JournalUnavailableException if it is unknown */
    public NoteVerifier of(String stream) {
        // A single key for a single stream is accepted by position; verification finds out if it is wrong.
        return keys.stream()
                .filter(one -> !one.name().equals(SharedKey.NAME))
                .filter(one -> isOnlyStream || one.name().equals(Log.origin(stream)))
                .findFirst()
                .or(() -> keys.stream()
                        .filter(one -> one.name().equals(SharedKey.NAME))
                        .map(shared -> new NoteVerifier(Log.origin(stream), shared.key()))
                        .findFirst())
                .orElseThrow(() -> new JournalUnavailableException("""
                        The key of stream %s is unknown.
                        Give each service's data folder with --data, or each one's key with --key (from GET /v1/journal/key).""".formatted(stream)));
    }

    /** Whether a stream's key is that of all streams, which sign their heads from the first record on. */
    boolean isShared(String stream) {
        return keys.stream().noneMatch(one -> one.name().equals(Log.origin(stream)))
                && keys.stream().anyMatch(one -> one.name().equals(SharedKey.NAME));
    }

    /** In C2SP form. */
    public List<String> texts() {
        return keys.stream().map(NoteVerifier::text).toList();
    }
}
