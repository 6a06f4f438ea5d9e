package dev.docket.app.access;

/** The service must not start as it is configured, because others than intended could use it. */
final class ExposedException extends RuntimeException {
    private ExposedException(String message) {
        super(message);
    }

    static ExposedException withoutAuthentication(String host) {
        return new ExposedException("""
                The service would listen on %s, where others can reach it, and let all of them decide, read and replay orders.
                Set docket.access.authentication=required (or DOCKET_ACCESS_AUTHENTICATION=required) and make a key for each caller:
                './docket keys create NAME --role DECIDE'. Or listen on 127.0.0.1, for this machine only.""".formatted(host));
    }

    static ExposedException withCallerHeader() {
        return new ExposedException("""
                docket.caller.header is set, but docket.access.authentication is required: callers are known by their keys, and a
                header that anybody can send must not name them otherwise.
                Remove docket.caller.header.""");
    }

    static ExposedException withoutTrust() {
        return new ExposedException("""
                docket.http.client-certificates is required, but there is no certificate of the service, or nothing says which
                certificates of callers are good.
                Set quarkus.tls.key-store and quarkus.tls.trust-store, as docs/access.md shows.""");
    }

    static ExposedException withPlainText() {
        return new ExposedException("""
                docket.http.client-certificates is required, but the service would answer in clear text, too, where nobody shows one.
                Set quarkus.http.insecure-requests=disabled.""");
    }
}
