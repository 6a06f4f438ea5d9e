package dev.docket.change;

import dev.docket.change.guard.Figures;
import dev.docket.change.guard.Limits;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One step of a change, as its record has it. Every step names who took it: the subject of an authenticated caller, which stays
 * the same whichever credential is used.
 */
public sealed interface Step {
    /** What stands for the base where no policy has been approved yet. */
    String NO_BASE = "none";

    /** Who ends a canary after a regression: a service that watches, no person. No caller can have this name. */
    String GUARD = "service:guard";

    /** The subject of the caller. */
    String by();

    /** The word that its record has. */
    default Kind kind() {
        return switch (this) {
            case Proposed proposed -> Kind.PROPOSED;
            case Checked checked -> Kind.CHECKED;
            case Submitted submitted -> Kind.SUBMITTED;
            case Approved approved -> Kind.APPROVED;
            case Rejected rejected -> Kind.REJECTED;
            case Withdrawn withdrawn -> Kind.WITHDRAWN;
            case Promoted promoted -> Kind.PROMOTED;
            case RolledBack rolledBack -> Kind.ROLLED_BACK;
            case Emergency emergency -> Kind.EMERGENCY;
            case ShadowBegun begun -> Kind.SHADOW_BEGUN;
            case ShadowEnded ended -> Kind.SHADOW_ENDED;
            case CanaryBegun begun -> Kind.CANARY_BEGUN;
            case CanaryRaised raised -> Kind.CANARY_RAISED;
            case CanaryEnded ended -> Kind.CANARY_ENDED;
        };
    }

    /** Somebody wants a bundle to decide. */
    record Proposed(
            String by,
            String candidate,
            String reason,
            @Nullable String ticket) implements Step {}

    /**
     * The candidate was compared, checked and replayed. Whoever sends other content than before is an author from now on, and
     * all approvals are void.
     *
     * @param base the digest of the policy approved last, or {@link #NO_BASE}
     */
    record Checked(String by, String candidate, String base, Dossier dossier) implements Step {}

    /**
     * It is put before the approvers.
     *
     * @param dossier the digest of the document of the check that they are to see
     */
    record Submitted(String by, String candidate, String base, String dossier) implements Step {}

    /**
     * Somebody approved it.
     *
     * @param submission the hash of the record that they approve
     * @param key the public key, base64 of its X.509 encoding
     * @param signature over {@link Statement}, base64
     */
    record Approved(
            String by, String candidate, String base, String dossier, String submission, String key, String signature)
            implements Step {}

    /** An approver sent it back. */
    record Rejected(String by, String reason) implements Step {}

    /** Nobody wants it any more. */
    record Withdrawn(String by, String reason) implements Step {}

    /** It decides from now on. */
    record Promoted(String by, String candidate, String base) implements Step {}

    /** The policy that was approved before decides again. */
    record RolledBack(String by, String from, String to, String reason) implements Step {}

    /**
     * It decides without approval, for a time.
     *
     * @param until when that ends
     */
    record Emergency(String by, String candidate, String reason, Instant until) implements Step {}

    /**
     * The candidate decides new records again, without effect.
     *
     * @param from the first time of receipt that counts; may be in the past
     */
    record ShadowBegun(String by, String candidate, Instant from) implements Step {}

    /** It no longer does; this is what it saw. */
    record ShadowEnded(String by, String candidate, Dossier.Shadow figures) implements Step {}

    /** The candidate decides for a part of the orders. */
    record CanaryBegun(String by, String candidate, String base, Selector selector, Limits limits) implements Step {}

    /** It decides for more of the customers. */
    record CanaryRaised(String by, int share) implements Step {}

    /** It no longer does; this is what it came to. After a regression the guard itself says so. */
    record CanaryEnded(String by, String candidate, Figures figures) implements Step {}

    /** The words for steps. */
    enum Kind {
        PROPOSED(Proposed.class),
        CHECKED(Checked.class),
        SUBMITTED(Submitted.class),
        APPROVED(Approved.class),
        REJECTED(Rejected.class),
        WITHDRAWN(Withdrawn.class),
        PROMOTED(Promoted.class),
        ROLLED_BACK(RolledBack.class),
        EMERGENCY(Emergency.class),
        SHADOW_BEGUN(ShadowBegun.class),
        SHADOW_ENDED(ShadowEnded.class),
        CANARY_BEGUN(CanaryBegun.class),
        CANARY_RAISED(CanaryRaised.class),
        CANARY_ENDED(CanaryEnded.class);

        private final Class<? extends Record> type;

        <T extends Record & Step> Kind(Class<T> type) {
            this.type = type;
        }

        /** The record of such a step. */
        public Class<? extends Record> type() {
            return type;
        }

        /** The kind with a name. */
        public static Optional<Kind> named(String name) {
            return Arrays.stream(values())
                    .filter(kind -> kind.name().equals(name))
                    .findFirst();
        }
    }
}
