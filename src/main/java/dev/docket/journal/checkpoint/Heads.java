package dev.docket.journal.checkpoint;

import dev.docket.journal.JournalUnavailableException;
import dev.docket.journal.merkle.NoteSigner;
import dev.docket.journal.record.Position;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Signs the head of each batch, and refuses to go on from records that the last signed head does not end with: signing what
 * somebody added to the file would give it a good name. Used by one thread, the writer's.
 */
public final class Heads {
    private final String stream;
    private final Optional<NoteSigner> signer;
    private final HeadMarker marker;
    private boolean isFirst;

    private Heads(String stream, Optional<NoteSigner> signer, HeadMarker marker, boolean isFirst) {
        this.stream = stream;
        this.signer = signer;
        this.marker = marker;
        this.isFirst = isFirst;
    }

    /**
     * Those of a stream.
     *
     * @param folder with the key, which is made there if there is none
     * @throws JournalUnavailableException if the folder or the key cannot be used
     */
    public static Heads in(Path folder, String stream) {
        var marker = HeadMarker.in(folder);
        boolean isFirst = !JournalKey.existsIn(folder) || !marker.isFor(stream);
        return new Heads(stream, JournalKey.forStream(folder, stream), marker, isFirst);
    }

    /** @throws JournalUnavailableException if the stream does not end with its last signed head */
    public void ensureCovers(Optional<String> note, Position last) {
        // A key of another stream signs nothing here; that the two do not belong together, Checkpoints reports.
        if (isFirst || signer.isEmpty() || (note.isEmpty() && last.sequence() == 0)) {
            return;
        }
        boolean isCovered = note.flatMap(
                        text -> SignedHead.read(text, signer.get().verifier()))
                .filter(head -> head.isAt(last))
                .isPresent();
        if (!isCovered) {
            throw new JournalUnavailableException(
                    String.format(
                            Locale.ROOT,
                            "Stream %s ends with record %d, but that is not what was signed last; nothing is recorded after it.%nRun './docket journal verify', and keep the files: they are evidence.",
                            stream,
                            last.sequence()),
                    "Its last records are not those that were signed. Whoever runs docket should verify it.");
        }
    }

    /** The note over a new head, to be stored in the transaction of its record; nothing if no key fits. */
    public Optional<String> sign(Position last) {
        return signer.map(key -> key.sign(SignedHead.of(last).text()));
    }

    /** To be called once a head is durable. */
    public void committed() {
        if (isFirst && signer.isPresent()) {
            marker.write(stream);
            isFirst = false;
        }
    }
}
