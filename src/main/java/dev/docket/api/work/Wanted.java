package dev.docket.api.work;

import dev.docket.service.work.Intent;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** What callers send to do something with a waiting decision. */
final class Wanted {
    private Wanted() {}

    /** What anybody may do who works on waiting decisions. */
    record Work(@NotNull Act act, @Nullable String note) {
        Intent intent() {
            return switch (act) {
                case CLAIM -> new Intent.Claim(text(note));
                case RETURN -> new Intent.Return(text(note));
                case NOTE -> new Intent.Note(text(note));
            };
        }
    }

    /** What somebody wants. */
    enum Act {
        CLAIM,
        RETURN,
        NOTE
    }

    /** @param assignee absent for nobody */
    record Assignment(@Nullable String assignee, @Nullable String note) {
        Intent intent() {
            return assignee == null ? new Intent.TakeAway(text(note)) : new Intent.Assign(assignee, text(note));
        }
    }

    private static String text(@Nullable String note) {
        return note == null ? "" : note;
    }
}
