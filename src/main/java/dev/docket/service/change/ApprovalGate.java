package dev.docket.service.change;

import dev.docket.bundle.BundleException;
import dev.docket.change.PolicyLog;
import dev.docket.decision.BundleProblem;
import dev.docket.digest.Digest;
import dev.docket.service.StoreUnavailableException;
import dev.docket.service.bundle.ActivationGate;
import java.time.Instant;
import java.util.Optional;

/** Lets a bundle decide only if the journal says that it was approved. Nobody is exempt. */
public final class ApprovalGate implements ActivationGate {
    private final ChangeLog changes;
    private final boolean isRequired;

    /** @param isRequired whether a bundle needs approval */
    public ApprovalGate(ChangeLog changes, boolean isRequired) {
        this.changes = changes;
        this.isRequired = isRequired;
    }

    /** Whether a bundle needs approval. */
    public boolean isRequired() {
        return isRequired;
    }

    @Override
    public void check(Digest digest, Instant now) {
        if (!isRequired) {
            return;
        }
        PolicyLog log = logNow();
        Optional<String> decides = log.decides(now);
        if (decides.isEmpty()) {
            throw refused("No policy has been approved in this journal yet, and docket.change.required is true."
                    + "\nStart once without it, take the bundle through './docket change new', check, submit, approve and promote,"
                    + " then set it again.");
        }
        if (!decides.get().equals(digest.text())) {
            throw refused(
                    "%s was not approved; %s decides.\nTake it through './docket change new', check, submit, approve and promote."
                            .formatted(digest, decides.get()));
        }
    }

    @Override
    public boolean isApproved(Digest digest, Instant now) {
        try {
            return changes.now().decides(now).filter(digest.text()::equals).isPresent();
        } catch (StoreUnavailableException away) {
            // Then it is a bundle like any other.
            return false;
        }
    }

    /** What the journal says is to decide now. @throws BundleException if it cannot be read */
    public Optional<Digest> decides(Instant now) {
        return logNow().decides(now).map(Digest::new);
    }

    private PolicyLog logNow() {
        try {
            return changes.now();
        } catch (StoreUnavailableException away) {
            throw refused("The journal cannot be read, so it is not known what was approved. " + away.toCaller());
        }
    }

    /**
     * The change by which a bundle decides without approval, if it does. Costs nothing and asks no store: it is what was read
     * last, and no emergency bundle is activated before it was read.
     */
    public Optional<String> emergencyOf(Digest digest) {
        return changes.lastRead()
                .emergency()
                .filter(emergency -> emergency.digest().equals(digest.text()))
                .map(PolicyLog.Emergency::changeId);
    }

    private static BundleException refused(String because) {
        return new BundleException(BundleProblem.of(BundleProblem.UNAPPROVED, because));
    }
}
