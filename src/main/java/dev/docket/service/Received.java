package dev.docket.service;

import dev.docket.bundle.active.Pin;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A request on its way to be decided. One that a mapping made is decided by the bundle that the mapping is part of, whichever
 * bundle becomes active in between; it holds that bundle until it is closed.
 */
public final class Received implements AutoCloseable {
    private final Request request;
    private final @Nullable Pin reader;

    private Received(Request request, @Nullable Pin reader) {
        this.request = request;
        this.reader = reader;
    }

    /** A request that came as it is: the active bundle decides it. */
    public static Received plain(Request request) {
        return new Received(request, null);
    }

    /**
     * A request that a mapping made.
     *
     * @param reader on the bundle of the mapping; closed with it
     */
    static Received mapped(Request request, Pin reader) {
        return new Received(request, reader);
    }

    /** The same request under another id, instead of this one: closing that closes this. */
    public Received under(String requestId) {
        return new Received(request.under(requestId), reader);
    }

    public Request request() {
        return request;
    }

    /** A pin on the bundle that is to decide it, for the caller to close. */
    public Pin pin(Supplier<Pin> active) {
        return reader == null ? active.get() : reader.again();
    }

    /** Closing twice has no further effect. */
    @Override
    public void close() {
        if (reader != null) {
            reader.close();
        }
    }
}
