package dev.docket.change;

import dev.docket.change.guard.Figures;
import dev.docket.change.guard.Figures.Place;
import dev.docket.change.guard.Limits;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What approvers get to see, and who they are. Bounded: the lists are cut, and what was left out is counted.
 *
 * @param changes the policy changes in words
 * @param moreChanges how many more there are
 * @param check what came of lint, cases and coverage
 * @param replay what it would have changed
 * @param needs the roles that must approve, and why
 * @param people who may approve, from the policy approved last; from the candidate itself if none was
 * @param approvals the digest of the file that says so
 * @param shadow what the candidate saw in shadow, if it was
 * @param model the candidate's, if it is another one than the base's
 * @param canaries the last ones in which the candidate was, oldest first; nothing if there was none
 */
public record Dossier(
        List<Change> changes,
        int moreChanges,
        Check check,
        Replay replay,
        List<Need> needs,
        List<Person> people,
        String approvals,
        @Nullable Shadow shadow,
        @Nullable Model model,
        @Nullable List<Tried> canaries) {
    public Dossier {
        changes = List.copyOf(changes);
        needs = List.copyOf(needs);
        people = List.copyOf(people);
        canaries = canaries == null || canaries.isEmpty() ? null : List.copyOf(canaries);
    }

    /** The canaries, if there were any. */
    public List<Tried> tried() {
        return canaries == null ? List.of() : canaries;
    }

    /**
     * A canary that is over.
     *
     * @param step the number of the step that began it
     * @param selector for which orders the candidate decided at last
     * @param limits stated before it began
     * @param figures what it came to; nothing if a new check, a rejection or a withdrawal cut it short
     */
    public record Tried(
            long step,
            Selector selector,
            Limits limits,
            @Nullable Figures figures) {
        /** In one line. */
        public String line() {
            return figures == null ? "cut short, so nothing was recorded of it" : figures.line();
        }
    }

    /**
     * A trained model.
     *
     * @param was the name and version of the base's; nothing if it had none
     * @param card its model card, Markdown, cut to a length that people read
     */
    public record Model(
            String name,
            String version,
            String digest,
            @Nullable String was,
            String card) {}

    /** @param kind as {@code ./docket bundle diff} has it */
    public record Change(String kind, String subject, String says) {}

    /**
     * Of the candidate's rule folder.
     *
     * @param problems what must be put right; only the first ones
     * @param findings how many things could be better
     */
    public record Check(int rules, int cases, int problemCount, List<String> problems, int findings) {
        public Check {
            problems = List.copyOf(problems);
        }
    }

    /**
     * Of the decisions received in a period.
     *
     * @param changed how many would have another answer
     * @param flips changes of the disposition
     * @param money the order value newly held and released, by currency
     * @param notReplayed how many could not be decided again, and why
     */
    public record Replay(
            Instant from,
            Instant to,
            long decisions,
            long changed,
            List<Flip> flips,
            List<Money> money,
            List<Count> notReplayed) {
        public Replay {
            flips = List.copyOf(flips);
            money = List.copyOf(money);
            notReplayed = List.copyOf(notReplayed);
        }
    }

    /** @param orderValue the sum of their net amounts */
    public record Flip(String from, String to, String currency, long decisions, BigDecimal orderValue) {}

    /** What would wait for a person and did not, and the other way round. */
    public record Money(
            String currency, long heldDecisions, BigDecimal held, long releasedDecisions, BigDecimal released) {}

    /**
     * Of the decisions that a candidate saw in shadow.
     *
     * @param from the first time of receipt that counts
     * @param upTo when it ended
     * @param lag how many records it had not looked at by then
     * @param codes exceptions that appear and disappear
     * @param classes changes of the priority class; nothing from earlier versions, which did not count them
     * @param places up to which record of each stream it was counted, so that anybody can count again; nothing from earlier
     *     versions, which did not say
     */
    public record Shadow(
            Instant from,
            Instant upTo,
            long lag,
            long decisions,
            long changed,
            List<Flip> flips,
            List<Codes> codes,
            List<Money> money,
            List<Count> notReplayed,
            @Nullable List<ClassFlip> classes,
            @Nullable List<Place> places) {
        public Shadow {
            flips = List.copyOf(flips);
            codes = List.copyOf(codes);
            classes = classes == null ? null : List.copyOf(classes);
            places = places == null ? null : List.copyOf(places);
            money = List.copyOf(money);
            notReplayed = List.copyOf(notReplayed);
        }

        /** Whether its numbers can be of one and the same set of decisions. */
        boolean isConsistent() {
            long flipped = flips.stream().mapToLong(Flip::decisions).sum();
            long unseen = notReplayed.stream().mapToLong(Count::decisions).sum();
            long moved = classes == null
                    ? 0
                    : classes.stream().mapToLong(ClassFlip::decisions).sum();
            return from.isBefore(upTo)
                    && moved <= changed
                    && lag >= 0
                    && changed >= 0
                    && flipped <= changed
                    && changed + unseen <= decisions
                    && (places == null
                            || places.stream().map(Place::stream).distinct().count() == places.size());
        }
    }

    /** How many decisions changed from one priority class to another. */
    public record ClassFlip(String from, String to, long decisions) {}

    /** In how many decisions an exception is there only with the candidate, or only without it. */
    public record Codes(String code, long appeared, long disappeared) {}

    /** How many decisions have something. */
    public record Count(String name, long decisions) {}

    /** @param because the changes that ask for it */
    public record Need(String role, List<String> because) {
        public Need {
            because = List.copyOf(because);
        }
    }

    /**
     * An approver.
     *
     * @param identity the subject of an authenticated caller, such as {@code key:ada}
     * @param key an Ed25519 public key, base64 of its X.509 encoding
     */
    public record Person(String identity, String key, List<String> roles) {
        public Person {
            roles = List.copyOf(roles);
        }
    }
}
