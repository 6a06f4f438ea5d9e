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
    private Optional<Known> known = Optional.empty();

    /** A note that this process signed or verified last: to verify it again with every batch would cost more than to sign. */
    private record Known(String note, Position last) {}

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
        boolean isCovered = note.filter(text -> isKnown(text, last) || isSigned(text, last, signer.get()))
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

    private boolean isKnown(String note, Position last) {
        return known.filter(new Known(note, last)::equals).isPresent();
    }

    private boolean isSigned(String note, Position last, NoteSigner key) {
        boolean isSigned = SignedHead.read(note, key.verifier())
                .filter(head -> head.isAt(last))
                .isPresent();
        if (isSigned) {
            known = Optional.of(new Known(note, last));
        }
        return isSigned;
    }

    /** The note over a new head, to be stored in the transaction of its record; nothing if no key fits. */
    public Optional<String> sign(Position last) {
        Optional<String> note = signer.map(key -> key.sign(SignedHead.of(last).text()));
        known = note.map(text -> new Known(text, last));
        return note;
    }

    /** To be called once a head is durable. */
    public void committed() {
        if (isFirst && signer.isPresent()) {
            marker.write(stream);
            isFirst = false;
        }
    }
}
