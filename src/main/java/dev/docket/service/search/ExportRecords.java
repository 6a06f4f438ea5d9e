package dev.docket.service.search;

import dev.docket.journal.JournalReader;
import dev.docket.journal.merkle.Hash;
import dev.docket.journal.record.ChangeEntry;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Entry;
import dev.docket.journal.record.IntakeEntry;
import dev.docket.journal.record.OutcomeEntry;
import dev.docket.journal.record.Payload;
import dev.docket.journal.record.RecordHeader;
import dev.docket.journal.record.Recorded;
import dev.docket.journal.record.RetirementEntry;
import dev.docket.journal.record.WorkEntry;
import dev.docket.json.JsonWriter;
import dev.docket.service.StoreUnavailableException;
import dev.docket.service.proof.JournalArchive;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** Exports every record of a journal in sequence, complete enough to verify and replay it elsewhere. */
public final class ExportRecords {
    private static final int PAGE = 200;

    private ExportRecords() {}

    /** Passes on one JSON object per record. @throws StoreUnavailableException if the journal cannot be read */
    public static void each(JournalArchive archive, Consumer<byte[]> sink) {
        StoreUnavailableException.reading(() -> {
            try (JournalReader journal = archive.openToRead()) {
                journal.logs().forEach(log -> each(journal, log.stream(), sink));
                return true;
            }
        });
    }

    private static void each(JournalReader journal, String stream, Consumer<byte[]> sink) {
        List<Recorded<Entry>> page = journal.records(stream, 1, PAGE);
        while (!page.isEmpty()) {
            page.forEach(recorded -> sink.accept(json(recorded)));
            page = journal.records(stream, page.getLast().position().sequence() + 1, PAGE);
        }
    }

    /**
     * One record with its proof.
     *
     * @param path from the record to the root of a tree
     */
    public static byte[] json(Recorded<? extends Entry> recorded, List<Hash> path) {
        return record(recorded)
                .field("path", path.stream().map(Hash::toString).toList())
                .endObject()
                .bytes();
    }

    private static byte[] json(Recorded<Entry> recorded) {
        return record(recorded).endObject().bytes();
    }

    private static JsonWriter record(Recorded<? extends Entry> recorded) {
        var position = recorded.position();
        JsonWriter json = new JsonWriter(8192)
                .beginObject()
                .name("header")
                .json(RecordHeader.json(recorded.entry(), position.stream(), position.sequence(), position.previous()))
                .field("hash", position.hash().toString());
        switch (recorded.entry()) {
            case DecisionEntry decision -> {
                payload(json, "request", decision.request());
                payload(json, "answer", decision.answer());
            }
            case OutcomeEntry outcome -> payload(json, "outcome", outcome.document());
            case RetirementEntry retirement -> {}
            case IntakeEntry intake -> {}
            case ChangeEntry change -> payload(json, "change", change.document());
            case WorkEntry work -> payload(json, "work", work.document());
        }
        return json;
    }

    // As text, not as JSON, because the hash covers these exact bytes.
    private static void payload(JsonWriter json, String name, Payload payload) {
        if (payload instanceof Payload.Kept kept) {
            json.field(name, new String(kept.bytes(), StandardCharsets.UTF_8));
        }
    }
}
