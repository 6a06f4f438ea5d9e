package dev.docket.demo;

/** The demonstration cannot go on without the service. */
public final class ServiceFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ServiceFailure(String message) {
        super(message);
    }
}
