package dev.docket.service.privacy;

import dev.docket.decision.id.DecisionId;
import dev.docket.journal.JournalReader;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Payload;
import dev.docket.journal.record.Recorded;
import dev.docket.json.Problem;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import dev.docket.service.Request;
import dev.docket.service.RequestReader;
import dev.docket.service.StoreUnavailableException;
import dev.docket.service.proof.JournalStore;
import java.nio.file.Path;
import java.util.List;

/** Proves the masked values of a record, given the key and the order as its sender still has it. */
public final class DiscloseMasked {
    private DiscloseMasked() {}

    /** The result. */
    public sealed interface Result {
        /**
         * The masked values.
         *
         * @param isWholeSame whether everything else in the order matches as well
         */
        record Disclosed(DecisionId decisionId, List<Disclosure> disclosures, boolean isWholeSame) implements Result {}

        /** The record masks nothing. */
        record NothingMasked(DecisionId decisionId) implements Result {}

        /** The masked request was deleted when its retention period ended. */
        record Retired(DecisionId decisionId) implements Result {}

        /** No decision has the order's request id. */
        record Unknown(String requestId) implements Result {}

        /** The document is not a valid order. */
        record Invalid(List<Problem> problems) implements Result {}
    }

    /**
     * Compares a record with the request it was made from.
     *
     * @param request as sent, UTF-8 JSON
     * @param keyFile the file with the masking key
     * @throws StoreUnavailableException if the journal or the key cannot be read
     */
    public static Result of(JournalStore store, byte[] request, Path keyFile) {
        return switch (new RequestReader(new RecordReader()).read(request)) {
            case Reading.Invalid<Request> invalid -> new Result.Invalid(invalid.problems());
            case Reading.Valid<Request> valid ->
                StoreUnavailableException.reading(() -> of(store, valid.value(), keyFile));
        };
    }

    private static Result of(JournalStore store, Request request, Path keyFile) {
        String requestId = request.snapshot().requestId();
        try (JournalReader journal = store.openToRead()) {
            return journal.findByRequestId(requestId)
                    .map(Recorded::entry)
                    .map(entry -> of(entry, request, keyFile))
                    .orElseGet(() -> new Result.Unknown(requestId));
        }
    }

    private static Result of(DecisionEntry entry, Request request, Path keyFile) {
        if (entry.masked().isEmpty()) {
            return new Result.NothingMasked(entry.decisionId());
        }
        return entry.request() instanceof Payload.Kept kept
                ? disclosed(entry, kept.bytes(), request, MaskingKey.read(keyFile))
                : new Result.Retired(entry.decisionId());
    }

    private static Result disclosed(DecisionEntry entry, byte[] recorded, Request request, MaskingKey key) {
        return new Result.Disclosed(
                entry.decisionId(),
                Disclosure.all(key, request.snapshot(), entry.masked(), recorded, entry.requestDigest()),
                key.digest(request.digest()).equals(entry.requestDigest()));
    }
}
