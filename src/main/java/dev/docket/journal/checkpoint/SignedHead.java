package dev.docket.journal.checkpoint;

import dev.docket.journal.Log;
import dev.docket.journal.merkle.Hash;
import dev.docket.journal.merkle.NoteVerifier;
import dev.docket.journal.merkle.SignedNote;
import dev.docket.journal.record.Position;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The last record of a stream, as it is signed in the transaction that recorded it. Each record names the hash of the one
 * before it, so this covers all of them.
 */
public record SignedHead(String origin, long sequence, Hash hash) {
    // "head" where a checkpoint has its size: neither can be taken for the other.
    private static final Pattern FORM = Pattern.compile("""
            ([^\\n]{1,200})
            head ([1-9][0-9]{0,17})
            ([A-Za-z0-9+/]{43}=)
            """);

    static SignedHead of(Position last) {
        return new SignedHead(Log.origin(last.stream()), last.sequence(), last.hash());
    }

    /** The text of its note. */
    String text() {
        return origin + "\nhead " + sequence + "\n" + hash.base64() + "\n";
    }

    /** What a note says; nothing if it is none in exactly this form, or the key did not sign it. */
    public static Optional<SignedHead> read(String note, NoteVerifier key) {
        return SignedNote.parse(note).filter(key::signed).flatMap(signed -> parse(signed.text()));
    }

    private static Optional<SignedHead> parse(String text) {
        var form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new SignedHead(form.group(1), Long.parseLong(form.group(2)), Hash.parseBase64(form.group(3))));
        } catch (IllegalArgumentException otherForm) {
            return Optional.empty();
        }
    }

    /** Whether this is the head of a stream that ends so. */
    public boolean isAt(Position last) {
        return equals(of(last));
    }
}
