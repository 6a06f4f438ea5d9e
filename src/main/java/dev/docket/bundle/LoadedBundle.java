package dev.docket.bundle;

/**
 * A bundle and the bytes it was compiled from.
 *
 * <p>Closing frees the compiled rules. Requests that share it must agree on who closes it: {@code active.SharedBundle} does.
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
