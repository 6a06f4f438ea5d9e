package dev.docket.api.access;

import dev.docket.access.key.ApiKey;
import dev.docket.digest.Digest;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Browsers of people who showed an API key. The key stays here; the browser has a random cookie that no script can read and that
 * pages of other sites do not send. What the key may do is looked up for every request, so that a session ends with its key. A
 * restart ends them all. Thread-safe.
 */
public final class KeySessions {
    /** After so long without use, a session is over. */
    public static final Duration IDLE = Duration.ofMinutes(30);

    /** However much it is used. */
    public static final Duration LONGEST = Duration.ofHours(12);

    private static final String COOKIE = "docket_session";
    private static final int MOST = 10_000;
    private static final int RANDOM_BYTES = 32;

    private final LongSupplier nanoTicker;
    private final boolean isTlsInFront;
    private final SecureRandom random = new SecureRandom();
    private final Map<Digest, Session> sessions = new LinkedHashMap<>(16, 0.75f, true);

    private record Session(ApiKey key, long began, long used) {}

    /**
     * No session yet.
     *
     * @param nanoTicker a nanosecond clock with any origin
     * @param isTlsInFront whether browsers come through a proxy that speaks TLS with them
     */
    public KeySessions(LongSupplier nanoTicker, boolean isTlsInFront) {
        this.nanoTicker = nanoTicker;
        this.isTlsInFront = isTlsInFront;
    }

    /** Begins a session: the answer to this request sets the cookie. */
    public void open(ApiKey key, RoutingContext context) {
        close(context);
        byte[] secret = new byte[RANDOM_BYTES];
        random.nextBytes(secret);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        synchronized (sessions) {
            if (sessions.size() >= MOST) {
                // The one that was not used for longest.
                sessions.remove(sessions.keySet().iterator().next());
            }
            long now = nanoTicker.getAsLong();
            sessions.put(id(token), new Session(key, now, now));
        }
        context.response().addCookie(cookie(token, context));
    }

    /** Ends the session of a request, if it has one: the answer takes the cookie away. */
    public void close(RoutingContext context) {
        Cookie sent = context.request().getCookie(COOKIE);
        if (sent != null) {
            synchronized (sessions) {
                sessions.remove(id(sent.getValue()));
            }
            context.response().addCookie(cookie("", context).setMaxAge(0));
        }
    }

    /** The key of a request's session; empty if it has none, or one that is over. */
    Optional<ApiKey> keyOf(RoutingContext context) {
        Cookie sent = context.request().getCookie(COOKIE);
        return sent == null ? Optional.empty() : used(id(sent.getValue()));
    }

    private Optional<ApiKey> used(Digest id) {
        long now = nanoTicker.getAsLong();
        synchronized (sessions) {
            Session session = sessions.get(id);
            if (session == null) {
                return Optional.empty();
            }
            if (now - session.used() > IDLE.toNanos() || now - session.began() > LONGEST.toNanos()) {
                sessions.remove(id);
                return Optional.empty();
            }
            sessions.put(id, new Session(session.key(), session.began(), now));
            return Optional.of(session.key());
        }
    }

    private static Digest id(String token) {
        return Digest.over(token.getBytes(StandardCharsets.UTF_8));
    }

    private Cookie cookie(String value, RoutingContext context) {
        return Cookie.cookie(COOKIE, value)
                .setPath("/")
                .setHttpOnly(true)
                .setSecure(isTlsInFront || context.request().isSSL())
                .setSameSite(CookieSameSite.STRICT);
    }
}
