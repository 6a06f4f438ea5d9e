package dev.docket.api;

import dev.docket.access.Sender;
import dev.docket.api.load.LogFields;
import dev.docket.decision.id.DecisionId;
import dev.docket.service.decide.DecisionResult;
import org.jboss.logging.Logger;

/** One line for each decision in the log, with its id as a field, if the category {@value #CATEGORY} is at DEBUG. */
final class DecisionLog {
    private static final String CATEGORY = "dev.docket.decisions";
    private static final Logger LOG = Logger.getLogger(CATEGORY);

    private DecisionLog() {}

    static DecisionResult note(Sender sender, DecisionResult result) {
        if (LOG.isDebugEnabled()) {
            switch (result) {
                case DecisionResult.New recorded -> note(sender, recorded.decisionId(), "recorded");
                case DecisionResult.Duplicate duplicate -> note(sender, duplicate.decisionId(), "recorded before");
                case DecisionResult.Retired retired -> note(sender, retired.decisionId(), "retired");
                case DecisionResult.Conflict conflict -> LOG.debug("conflict: nothing was recorded");
                case DecisionResult.Unavailable unavailable -> LOG.debug("unavailable: nothing was recorded");
            }
        }
        return result;
    }

    private static void note(Sender sender, DecisionId decision, String what) {
        sender.call()
                .ifPresent(call -> LogFields.with(
                        call, "decisionId", decision.toString(), () -> LOG.debugf("decision %s: %s", decision, what)));
    }
}
