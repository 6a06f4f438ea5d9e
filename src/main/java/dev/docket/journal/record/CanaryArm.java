package dev.docket.journal.record;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * An order's part in a canary: whose answer was given while a candidate decided for some of the orders.
 *
 * @param changeId the change that was in canary
 * @param step the number of the step that began it, from 1
 * @param base the disposition of the base; empty if only one policy looked at the order
 * @param candidate the disposition of the candidate; empty if it did not look at the order, or failed
 * @param micros how long the candidate took, in microseconds; 0 if it did not look at the order
 */
public record CanaryArm(String changeId, long step, Part part, String base, String candidate, long micros) {
    private static final String NONE = "-";

    public CanaryArm {
        boolean isSelected = part != Part.BASE;
        boolean hasCandidate = part == Part.CANDIDATE || part == Part.BASE_STRICTER;
        if (changeId.isEmpty()
                || step < 1
                || base.isEmpty() == isSelected
                || candidate.isEmpty() == hasCandidate
                || micros < 0
                || (!isSelected && micros > 0)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%s, %s, %s, '%s', '%s', %s is no part in a canary",
                    changeId,
                    step,
                    part,
                    base,
                    candidate,
                    micros));
        }
    }

    /** Whose answer was given, and why. */
    public enum Part {
        /** The base's, because the selector does not match the order. */
        BASE,
        /** The candidate's. */
        CANDIDATE,
        /** The base's, because the candidate was softer where it may not be. */
        BASE_STRICTER,
        /** The base's, because the candidate failed. */
        CANDIDATE_FAILED
    }

    /** An order that the selector does not match. */
    public static CanaryArm base(String changeId, long step) {
        return new CanaryArm(changeId, step, Part.BASE, "", "", 0);
    }

    /** Whether the candidate looked at the order. */
    public boolean isSelected() {
        return part != Part.BASE;
    }

    /** In one line, for stores: words separated by spaces. */
    public String text() {
        return String.join(
                " ",
                changeId,
                Long.toString(step),
                part.name(),
                orNone(base),
                orNone(candidate),
                Long.toString(micros));
    }

    /** Parses the output of {@link #text}. @throws IllegalArgumentException if a text cannot have been written by this class */
    public static CanaryArm parse(String text) {
        List<String> words = Arrays.asList(text.split(" ", -1));
        if (words.size() != 6) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "'%s' is no part in a canary", text));
        }
        CanaryArm arm = new CanaryArm(
                words.get(0),
                Long.parseLong(words.get(1)),
                Part.valueOf(words.get(2)),
                orEmpty(words.get(3)),
                orEmpty(words.get(4)),
                Long.parseLong(words.get(5)));
        if (!arm.text().equals(text)) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "'%s' is no part in a canary", text));
        }
        return arm;
    }

    private static String orNone(String word) {
        return word.isEmpty() ? NONE : word;
    }

    private static String orEmpty(String word) {
        return word.equals(NONE) ? "" : word;
    }
}
