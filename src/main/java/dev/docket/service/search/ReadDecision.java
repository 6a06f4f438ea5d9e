package dev.docket.service.search;

import dev.docket.decision.id.DecisionId;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.journal.Journal;
import dev.docket.service.StoreUnavailableException;
import dev.docket.service.decide.Retelling;
import dev.docket.service.decide.Retold;
import dev.docket.service.decide.Splice;
import java.util.Optional;

/** Reads a recorded decision. */
public final class ReadDecision {
    private final Journal journal;
    private final Retelling retelling;

    public ReadDecision(Journal journal, Retelling retelling) {
        this.journal = journal;
        this.retelling = retelling;
    }

    public boolean exists(DecisionId decisionId) {
        return StoreUnavailableException.reading(() -> journal.findByDecisionId(decisionId))
                .isPresent();
    }

    /** The decision with its record block, if one has this id. */
    public Optional<Retold> byId(DecisionId decisionId, TraceLevel level) {
        return StoreUnavailableException.reading(() -> journal.findByDecisionId(decisionId))
                .map(recorded -> {
                    Retold retold = retelling.at(recorded.entry(), level);
                    return retold instanceof Retold.Answered again
                            ? new Retold.Answered(Splice.withRecord(again.answer(), recorded))
                            : retold;
                });
    }
}
