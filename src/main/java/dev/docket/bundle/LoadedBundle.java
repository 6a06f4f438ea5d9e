package dev.docket.bundle;

/**
 * A bundle with the bytes that it was made from.
 *
 * <p>Closing frees the compiled rules; whoever shares it among requests lets {@link SharedBundle} close it.
 *
 * @param cases what the rules can be held against
 * @param free frees what only this bundle needs
 */
public record LoadedBundle(BundleContent content, Bundle bundle, BundleCases cases, Runnable free)
        implements AutoCloseable {
    @Override
    public void close() {
        free.run();
    }
}
