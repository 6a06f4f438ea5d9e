package dev.docket.bundle;

/** A bundle that stays usable until this is closed, whatever becomes active meanwhile. */
public interface Pin extends AutoCloseable {
    Bundle bundle();

    /** Gives the bundle back. More than once is no more than once. */
    @Override
    void close();

    /** A pin on a bundle that is never freed. */
    static Pin eternal(Bundle bundle) {
        return new Pin() {
            @Override
            public Bundle bundle() {
                return bundle;
            }

            @Override
            public void close() {}
        };
    }
}
