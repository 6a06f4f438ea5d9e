package dev.docket.bundle;

import dev.docket.bundle.active.SharedBundle;

/**
 * A bundle and the bytes it was compiled from.
 *
 * <p>Closing frees the compiled rules. To share it between requests, let {@link SharedBundle} close it.
 *
 * @param cases what the rules can be checked against
 * @param free frees what only this bundle uses
 */
public record LoadedBundle(BundleContent content, Bundle bundle, BundleCases cases, Runnable free)
        implements AutoCloseable {
    @Override
    public void close() {
        free.run();
    }
}
