package dev.docket.service.work;

import dev.docket.access.Caller;
import dev.docket.access.key.StoredKey;
import dev.docket.json.Problem;
import dev.docket.text.Invisible;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What somebody wants to do with a decision that waits for a person. */
public sealed interface Intent {
    /** The longest note, in code points. */
    int LONGEST_NOTE = 2_000;

    /** What they write; empty for nothing. */
    String note();

    /** To have what nobody has. */
    record Claim(String note) implements Intent {}

    /** To have it no longer. */
    record Return(String note) implements Intent {}

    /** To write something about it. */
    record Note(String note) implements Intent {}

    /**
     * To give it to a person, whoever has it.
     *
     * @param assignee as {@code GET /v1/caller} names callers: key:NAME or user:ID
     */
    record Assign(String assignee, String note) implements Intent {}

    /** To take it from whoever has it, so that nobody has. */
    record TakeAway(String note) implements Intent {}

    /** What is wrong with what they want; empty if nothing is. */
    default List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        if (this instanceof Assign assign && !isSomebody(assign.assignee())) {
            problems.add(Problem.of(
                    "assignee",
                    "invalid",
                    "must be who has it from now on: key:NAME or user:ID, as GET /v1/caller says"));
        }
        if (this instanceof Note && note().isEmpty()) {
            problems.add(Problem.of("note", "required", "must be there"));
        }
        if (note().codePointCount(0, note().length()) > LONGEST_NOTE) {
            problems.add(Problem.of(
                    "note", "wrong-size", String.format(Locale.ROOT, "must be at most %d characters", LONGEST_NOTE)));
        }
        // It is shown beside others' notes: nothing may hide or reorder what is read.
        if (Invisible.isIn(note())) {
            problems.add(Problem.of("note", "invalid", "has a character that cannot be seen: send it without"));
        }
        return problems;
    }

    private static boolean isSomebody(String text) {
        int colon = text.indexOf(':');
        String name = text.substring(colon + 1);
        return switch (text.substring(0, Math.max(0, colon))) {
            case "key" -> StoredKey.isName(name);
            case "user" -> Caller.User.isId(name);
            default -> false;
        };
    }
}
