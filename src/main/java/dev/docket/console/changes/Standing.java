package dev.docket.console.changes;

import dev.docket.change.Change;
import dev.docket.change.Dossier;
import dev.docket.console.shell.Texts;
import dev.docket.console.shell.Words;
import dev.docket.text.Printable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Where a change stands, in words. */
final class Standing {
    private Standing() {}

    static String state(Change change) {
        return Texts.of("change_state_" + change.state());
    }

    /** The disposition whose colour a state has; empty for none. */
    static String tone(Change.State state) {
        return switch (state) {
            case DRAFT, WITHDRAWN -> "";
            case CHECKED -> "RELEASE_WITH_CONDITIONS";
            case SUBMITTED -> "REVIEW";
            case APPROVED, PROMOTED -> "RELEASE";
            case REJECTED -> "REJECT";
            case ROLLED_BACK -> "HOLD";
        };
    }

    /**
     * What it still needs to decide; empty for nothing more.
     *
     * @param base the digest of the policy approved last
     */
    static String needs(Change change, String base) {
        Change.Seen seen = change.checked();
        return switch (change.state()) {
            case DRAFT -> Texts.of("change_needs_check");
            case REJECTED -> Texts.of("change_needs_another_check");
            case WITHDRAWN, PROMOTED, ROLLED_BACK -> "";
            case CHECKED, SUBMITTED, APPROVED ->
                seen == null || !change.base().equals(base)
                        ? Texts.of("change_needs_new_base")
                        : needs(change, seen.dossier());
        };
    }

    private static String needs(Change change, Dossier dossier) {
        int problems = dossier.check().problemCount();
        if (change.state() == Change.State.CHECKED && problems > 0) {
            return Texts.of("change_needs_repair", Words.number(problems));
        }
        if (change.state() == Change.State.CHECKED) {
            return Texts.of("change_needs_submission");
        }
        if (change.isInCanary()) {
            return Texts.of("change_needs_canary_end");
        }
        return change.state() == Change.State.APPROVED
                ? Texts.of("change_needs_promotion")
                : Texts.of("change_needs_approval", words(change.missing()));
    }

    /** Since when, roughly. */
    static String age(Instant since, Instant now) {
        Duration age = Duration.between(since, now);
        return age.toDays() > 1
                ? Texts.of("change_age_days", Words.number(age.toDays()))
                : age.toHours() > 0
                        ? Texts.of("change_age_hours", age.toHours())
                        : Texts.of("change_age_minutes", Math.max(0, age.toMinutes()));
    }

    /** Words on one line. */
    static String words(List<String> words) {
        return Printable.line(String.join(", ", words));
    }
}
