package dev.docket.decision;

import dev.docket.decision.taxonomy.ActionCatalogue;
import dev.docket.decision.taxonomy.Disposition;
import dev.docket.decision.urgency.Priority;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Puts a recommendation into one sentence. */
final class Summary {
    private Summary() {}

    static String of(
            Disposition disposition,
            @Nullable NotedException worst,
            Edition edition,
            List<Recommendation.ProposedAction> actions,
            ActionCatalogue catalogue,
            Priority priority) {
        StringBuilder sentence = new StringBuilder(words(disposition));
        if (worst != null) {
            sentence.append(" because of ")
                    .append(reason(worst, edition))
                    .append(" (")
                    .append(worst.code())
                    .append(worst.line() == null ? "" : ", line " + worst.line().lineId())
                    .append(')');
        }
        actions.stream()
                .filter(Recommendation.ProposedAction::preferred)
                .findFirst()
                .ifPresent(action -> sentence.append("; next: ")
                        .append(catalogue.of(action.type()).sentence()));
        return sentence.append("; priority ")
                .append(priority.priorityClass())
                .append('.')
                .toString();
    }

    /** What the rule that fired says, and not what its code says for several rules. */
    private static String reason(NotedException worst, Edition edition) {
        return switch (edition) {
            case FIRST -> worst.entry().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            case SECOND -> worst.ruleId().text().replace('-', ' ');
        };
    }

    private static String words(Disposition disposition) {
        return switch (disposition) {
            case RELEASE -> "Release the order";
            case RELEASE_WITH_CONDITIONS -> "Release the order with changes";
            case REVIEW -> "Send the order to a person";
            case HOLD -> "Hold the order";
            case REJECT -> "Reject the order";
        };
    }
}
