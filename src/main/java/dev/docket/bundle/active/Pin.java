package dev.docket.bundle.active;

import dev.docket.bundle.Bundle;

/** A bundle that stays usable until this is closed, whichever bundle becomes active. */
public interface Pin extends AutoCloseable {
    Bundle bundle();

    /** Another pin on the same bundle, to be closed as well; of a pin that is open. */
    Pin again();

    /** Releases the bundle. Closing twice has no further effect. */
    @Override
    void close();
}
