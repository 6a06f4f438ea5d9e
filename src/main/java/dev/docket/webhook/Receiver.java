package dev.docket.webhook;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where events go.
 *
 * @param url with its path and query; both may be secret
 * @param secretFile has what signs, one secret a line; read again for each event
 * @param mayBePrivate whether it may be on this machine or in a private network, and then without TLS
 * @param authorities certificates that it is trusted by, instead of those of the Java runtime
 */
public record Receiver(URI url, Path secretFile, boolean mayBePrivate, Optional<Path> authorities) {
    private static final int HTTPS = 443;
    private static final int HTTP = 80;
    private static final int MOST_PORTS = 65_535;

    /** What is wrong with it, each with what to do; empty if nothing is. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        boolean isHttp = "http".equals(url.getScheme());
        if (!isHttp && !isTls()) {
            problems.add("the URL must begin with https://");
        } else if (isHttp && !mayBePrivate) {
            problems.add(
                    "the URL must begin with https://; http:// is for private addresses, with allow-private: true");
        }
        if (url.getHost() == null || url.getPort() == 0 || url.getPort() > MOST_PORTS) {
            problems.add("the URL must name a host, such as https://erp.example.com/hooks/docket");
        }
        if (url.getRawUserInfo() != null) {
            problems.add("the URL must not have a user or a password; the signature says who sends");
        }
        if (url.getRawFragment() != null) {
            problems.add("the URL must not have a fragment (#)");
        }
        SigningSecrets.problem(secretFile).ifPresent(problems::add);
        return problems;
    }

    boolean isTls() {
        return "https".equals(url.getScheme());
    }

    int port() {
        return url.getPort() > 0 ? url.getPort() : isTls() ? HTTPS : HTTP;
    }

    /** The host without the brackets of an IPv6 address. */
    String host() {
        String host = url.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    String target() {
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }

    @Override
    public String toString() {
        return shown();
    }

    /** As people may see it: without path and query, which may be secret. */
    public String shown() {
        return url.getScheme() + "://" + url.getHost() + (url.getPort() > 0 ? ":" + url.getPort() : "");
    }
}
