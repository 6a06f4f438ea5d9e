package dev.docket.bundle.active;

import dev.docket.bundle.Bundle;

/** A bundle that stays usable until this is closed, whichever bundle becomes active. */
public interface Pin extends AutoCloseable {
    Bundle bundle();

    /** Releases the bundle. Closing twice has no further effect. */
    @Override
    void close();
}
