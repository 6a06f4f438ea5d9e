package dev.docket.service.change;

import dev.docket.change.Step;
import dev.docket.change.Taken;
import dev.docket.digest.Digest;
import dev.docket.journal.record.ChangeEntry;
import dev.docket.journal.record.Payload;
import dev.docket.journal.record.Recorded;
import dev.docket.json.CanonicalJson;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import java.util.Arrays;
import java.util.Optional;

/** Steps as records have them. */
final class RecordedSteps {
    /** Of a document; a dossier is cut to fit. */
    static final int MOST_BYTES = 256 << 10;

    private static final RecordReader READER = new RecordReader();

    private RecordedSteps() {}

    /** The document of a step. */
    static byte[] document(Step step) {
        return CanonicalJson.of((Record) step);
    }

    /** The step that a record has; nothing if no Docket wrote it so. */
    static Optional<Taken> read(Recorded<ChangeEntry> recorded) {
        ChangeEntry entry = recorded.entry();
        if (!(entry.document() instanceof Payload.Kept kept)) {
            return Optional.empty();
        }
        return step(entry.step(), kept.bytes())
                .map(step -> new Taken(
                        entry.number(),
                        new Digest(entry.after().toString()),
                        new Digest(recorded.position().hash().toString()),
                        entry.changeId(),
                        entry.at(),
                        entry.caller(),
                        new Digest(kept.hash().toString()),
                        step));
    }

    private static Optional<Step> step(String word, byte[] document) {
        if (document.length > MOST_BYTES) {
            return Optional.empty();
        }
        return Step.Kind.named(word)
                .flatMap(
                        kind -> READER.jsonAgain(kind.type(), document) instanceof Reading.Valid<? extends Record> valid
                                ? Optional.of((Step) valid.value())
                                : Optional.empty())
                // One way to write it: else the same step could have two digests.
                .filter(step -> Arrays.equals(document(step), document));
    }
}
