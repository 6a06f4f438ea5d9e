package dev.docket.change;

import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A change as its steps so far made it.
 *
 * @param candidate the digest of the bundle that is to decide
 * @param base the digest of the policy that it was compared with; {@link Step#NO_BASE} before the first approved one
 * @param author who proposed it
 * @param authors all who sent content or submitted it; none of them may approve
 * @param checked the last check, if any
 * @param submission the hash of the record that submitted it, while it is before the approvers
 * @param approvals those that count
 * @param remark the last reason somebody gave, for a rejection, withdrawal or rollback
 * @param shadow the last time that this candidate was in shadow, if any
 * @param canary the last time that it was in canary since it was submitted, if any
 * @param tried the last canaries of this candidate that are over, oldest first
 */
public record Change(
        String id,
        State state,
        String candidate,
        String base,
        String author,
        SortedSet<String> authors,
        String reason,
        @Nullable String ticket,
        Instant since,
        @Nullable Seen checked,
        @Nullable String submission,
        List<Approval> approvals,
        String remark,
        @Nullable Shadow shadow,
        @Nullable Canary canary,
        List<Dossier.Tried> tried) {
    private static final int MOST_TRIED = 20;

    public Change {
        authors = Collections.unmodifiableSortedSet(new TreeSet<>(authors));
        approvals = List.copyOf(approvals);
        tried = List.copyOf(tried);
    }

    /** Where it stands. */
    public enum State {
        DRAFT,
        CHECKED,
        SUBMITTED,
        APPROVED,
        REJECTED,
        WITHDRAWN,
        PROMOTED,
        ROLLED_BACK;

        /** Whether it can still come to decide. */
        public boolean isOpen() {
            return this == DRAFT || this == CHECKED || this == SUBMITTED || this == APPROVED || this == REJECTED;
        }
    }

    /**
     * What approvers are to see.
     *
     * @param by who had it made
     * @param digest of the document
     */
    public record Seen(String by, String digest, Dossier dossier) {}

    /**
     * A candidate that decides again what is recorded, without effect.
     *
     * @param number of the step that began it
     * @param figures what it saw; nothing while it runs
     */
    public record Shadow(long number, String candidate, Instant from, Dossier.@Nullable Shadow figures) {}

    /** Whether its candidate decides new records again now. */
    public boolean isInShadow() {
        return shadow != null && shadow.figures() == null && state.isOpen();
    }

    /** What its candidate saw in shadow, if that is over. */
    public Dossier.@Nullable Shadow figures() {
        return shadow == null ? null : shadow.figures();
    }

    /** Whether its candidate decides for a part of the orders, unless there is an emergency. */
    public boolean isInCanary() {
        return canary != null && canary.isOpen() && state == State.APPROVED;
    }

    /** The canaries that approvers are to see beside a candidate: none of them vanishes, also not by a new check while it runs. */
    public List<Dossier.Tried> triedWith(String next) {
        if (!next.equals(candidate)) {
            return List.of();
        }
        return canary == null || !canary.isOpen() ? tried : and(canary);
    }

    private List<Dossier.Tried> and(Canary over) {
        List<Dossier.Tried> all =
                Stream.concat(tried.stream(), Stream.of(over.tried())).toList();
        return all.subList(Math.max(0, all.size() - MOST_TRIED), all.size());
    }

    Change in(Shadow next) {
        return with(next, canary, tried);
    }

    Change in(Canary next) {
        return with(shadow, next, tried);
    }

    /** After a canary. */
    Change after(Canary over) {
        return with(shadow, over, and(over));
    }

    private Change with(@Nullable Shadow nextShadow, @Nullable Canary nextCanary, List<Dossier.Tried> nextTried) {
        return new Change(
                id,
                state,
                candidate,
                base,
                author,
                authors,
                reason,
                ticket,
                since,
                checked,
                submission,
                approvals,
                remark,
                nextShadow,
                nextCanary,
                nextTried);
    }

    /** @param roles for which it counts */
    public record Approval(String by, String key, List<String> roles, Instant at) {
        public Approval {
            roles = List.copyOf(roles);
        }
    }

    /** The roles that must approve it and have not. */
    public List<String> missing() {
        if (checked == null) {
            return List.of();
        }
        Set<String> given = approvals.stream()
                .flatMap(approval -> Stream.concat(approval.roles().stream(), Stream.of(ApprovalRules.ANYBODY)))
                .collect(Collectors.toCollection(HashSet::new));
        return checked.dossier().needs().stream()
                .map(Dossier.Need::role)
                .distinct()
                .filter(role -> !given.contains(role))
                .toList();
    }

    /** Who may approve under an identity. */
    Optional<Dossier.Person> person(String identity) {
        return checked == null
                ? Optional.empty()
                : checked.dossier().people().stream()
                        .filter(person -> person.identity().equals(identity))
                        .findFirst();
    }

    private Change with(
            State next,
            Instant at,
            String content,
            String comparedWith,
            Set<String> by,
            @Nullable Seen seen,
            @Nullable String submittedAs,
            List<Approval> given,
            String said) {
        // What is submitted anew is tried anew.
        boolean isAnew = next == State.CHECKED || (next == State.SUBMITTED && state != State.SUBMITTED);
        return new Change(
                id,
                next,
                content,
                comparedWith,
                author,
                new TreeSet<>(by),
                reason,
                ticket,
                at,
                seen,
                submittedAs,
                given,
                said,
                // Another candidate begins with nothing.
                content.equals(candidate) ? shadow : null,
                isAnew ? null : canary,
                isAnew ? triedWith(content) : tried);
    }

    static Change proposed(Taken taken, Step.Proposed step) {
        return new Change(
                taken.changeId(),
                State.DRAFT,
                step.candidate(),
                Step.NO_BASE,
                step.by(),
                new TreeSet<>(Set.of(step.by())),
                step.reason(),
                step.ticket(),
                taken.at(),
                null,
                null,
                List.of(),
                "",
                null,
                null,
                List.of());
    }

    // Whatever was approved before was something else, or something seen otherwise.
    Change checked(Taken taken, Step.Checked step) {
        Set<String> all = new TreeSet<>(authors);
        if (!step.candidate().equals(candidate)) {
            all.add(step.by());
        }
        Seen seen = new Seen(step.by(), taken.document().text(), step.dossier());
        return with(State.CHECKED, taken.at(), step.candidate(), step.base(), all, seen, null, List.of(), "");
    }

    Change submitted(Taken taken, Step.Submitted step) {
        Set<String> all = new TreeSet<>(authors);
        all.add(step.by());
        String hash = taken.record().text();
        return with(State.SUBMITTED, taken.at(), candidate, base, all, checked, hash, List.of(), "");
    }

    Change approved(Taken taken, Step.Approved step, List<String> roles) {
        List<Approval> all = Stream.concat(
                        approvals.stream(), Stream.of(new Approval(step.by(), step.key(), roles, taken.at())))
                .toList();
        Change given = with(state, taken.at(), candidate, base, authors, checked, submission, all, "");
        return given.missing().isEmpty() ? given.in(State.APPROVED, taken.at(), "") : given;
    }

    /** The same in another state, in which approvals still say who gave them. */
    Change in(State next, Instant at, String said) {
        return with(next, at, candidate, base, authors, checked, submission, approvals, said);
    }

    /** The same in another state, in which no approval counts. */
    Change withoutApprovals(State next, Instant at, String said) {
        return with(next, at, candidate, base, authors, checked, null, List.of(), said);
    }
}
