package dev.docket.service.bundle;

import dev.docket.bundle.BundleException;
import dev.docket.digest.Digest;
import java.time.Instant;

/** Says whether a bundle may come to decide. */
public interface ActivationGate {
    /** Lets every bundle in: nobody needs to approve anything. */
    ActivationGate OPEN = new ActivationGate() {
        @Override
        public void check(Digest digest, Instant now) {}

        @Override
        public boolean isApproved(Digest digest, Instant now) {
            return false;
        }
    };

    /** @throws BundleException if it may not, with what to do */
    void check(Digest digest, Instant now);

    /** Whether the journal says that exactly this bundle is to decide now, so that it may have an older version. */
    boolean isApproved(Digest digest, Instant now);
}
