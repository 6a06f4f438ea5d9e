package dev.docket.service.search;

import dev.docket.decision.id.DecisionId;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.journal.Journal;
import dev.docket.service.StoreUnavailableException;
import dev.docket.service.decide.ReproduceAnswer;
import dev.docket.service.decide.Reproduced;
import java.util.Optional;

/** Reads a recorded decision. */
public final class ReadDecision {
    private final Journal journal;
    private final ReproduceAnswer reproduce;

    public ReadDecision(Journal journal, ReproduceAnswer reproduce) {
        this.journal = journal;
        this.reproduce = reproduce;
    }

    public boolean exists(DecisionId decisionId) {
        return StoreUnavailableException.reading(() -> journal.findByDecisionId(decisionId))
                .isPresent();
    }

    /** The decision with its record block, if one has this id. */
    public Optional<Reproduced> byId(DecisionId decisionId, TraceLevel level) {
        return StoreUnavailableException.reading(() -> journal.findByDecisionId(decisionId))
                .map(recorded -> reproduce.at(recorded, level));
    }
}
