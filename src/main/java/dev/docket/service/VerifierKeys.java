package dev.docket.service;

import dev.docket.journal.JournalUnavailableException;
import dev.docket.journal.Log;
import dev.docket.journal.checkpoint.JournalKey;
import dev.docket.journal.merkle.NoteVerifier;
import java.util.List;

/** The keys that verify the checkpoints of a journal's streams. */
public final class VerifierKeys {
    private final List<NoteVerifier> keys;
    private final boolean isOnlyStream;

    private VerifierKeys(List<NoteVerifier> keys, boolean isOnlyStream) {
        this.keys = keys;
        this.isOnlyStream = isOnlyStream;
    }

    /**
     * Those that somebody trusts, or those in the folders of the dockets.
     *
     * @param trusted C2SP verifier keys; if there is one, no key of a folder is believed
     * @param streams how many streams the journal has
     * @throws JournalUnavailableException if a key is to be taken from a folder and there is none
     * @throws IllegalArgumentException if a trusted key has another form
     */
    public static VerifierKeys of(JournalArchive archive, List<String> trusted, int streams) {
        List<NoteVerifier> keys = trusted.isEmpty()
                ? archive.keyFolders().stream().map(JournalKey::verifierIn).toList()
                : trusted.stream().map(NoteVerifier::parse).toList();
        return new VerifierKeys(keys, streams == 1 && keys.size() == 1);
    }

    /** The key of a stream. @throws JournalUnavailableException if it is not known */
    public NoteVerifier of(String stream) {
        // The only key for the only stream is taken at its word: what is wrong with it, verifying tells.
        return keys.stream()
                .filter(one -> isOnlyStream || one.name().equals(Log.origin(stream)))
                .findFirst()
                .orElseThrow(() -> new JournalUnavailableException("""
                        The key of stream %s is not known.
                        Name the data folder of each docket that writes with --data, or give each one's key with --key: GET /v1/journal/key tells it.""".formatted(stream)));
    }

    /** As C2SP writes them. */
    public List<String> texts() {
        return keys.stream().map(NoteVerifier::text).toList();
    }
}
