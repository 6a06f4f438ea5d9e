package dev.docket.service.whatif;

import dev.docket.bundle.Bundle;
import dev.docket.decision.id.DecisionId;
import dev.docket.journal.JournalReader;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Recorded;
import dev.docket.service.Request;
import dev.docket.service.RequestReader;
import dev.docket.service.StoreUnavailableException;
import dev.docket.service.decide.ReproduceAnswer;
import java.time.Instant;
import java.util.Optional;

/**
 * Says what holds a recorded decision where it is, and at which values it would be another; with the request and the bundle of
 * the record, so that it says the same whenever it is asked. Records nothing.
 */
public final class WhatHolds {
    private final JournalReader journal;
    private final ReproduceAnswer reproduce;
    private final RequestReader reader;

    /** @param reader of recorded requests */
    public WhatHolds(JournalReader journal, ReproduceAnswer reproduce, RequestReader reader) {
        this.journal = journal;
        this.reproduce = reproduce;
        this.reader = reader;
    }

    /**
     * What holds it; nothing where the request or the bundle is not there as it was.
     *
     * @throws StoreUnavailableException if the journal cannot be read
     */
    public Optional<Held> of(DecisionId decisionId) {
        return StoreUnavailableException.reading(() -> journal.findByDecisionId(decisionId))
                .map(Recorded::entry)
                .flatMap(this::held);
    }

    private Optional<Held> held(DecisionEntry entry) {
        return reproduce.asked(entry, (request, bundle) -> held(request, bundle, entry.at()));
    }

    private Held held(Request request, Bundle bundle, Instant receivedAt) {
        return new Lifting(bundle.decider(), reader, receivedAt, request).held();
    }
}
