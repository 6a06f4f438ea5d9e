package dev.docket.service.intake;

import dev.docket.journal.AppendedIntake;
import dev.docket.journal.Journal;
import dev.docket.service.StoreUnavailableException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Keeps in the journal how far each partition was taken in, and what became of its records. */
public final class RecordIntake {
    private final Journal journal;
    private final InstantSource clock;

    public RecordIntake(Journal journal, InstantSource clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * The offset after the last that was taken in; nothing if none was.
     *
     * @throws StoreUnavailableException if the journal cannot say
     */
    public Optional<Long> end(String topic, int partition) {
        return StoreUnavailableException.reading(() -> journal.intakeEnd(topic, partition));
    }

    /**
     * Records it.
     *
     * @return whether it was, once that is durable; false if another service recorded what became of them. Fails if the journal is
     *     unavailable: it may then be recorded all the same
     */
    public CompletionStage<Boolean> record(TakenIn range) {
        return journal.append(range.entry(clock.instant().truncatedTo(ChronoUnit.MILLIS)))
                .thenApply(AppendedIntake.New.class::isInstance);
    }
}
