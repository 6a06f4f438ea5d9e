package dev.docket.api.problem;

import dev.docket.access.Caller;
import dev.docket.access.Role;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;

/** The errors about who calls. None repeats what was sent as credentials. */
public final class AccessProblems {
    private static final String CHALLENGE = "WWW-Authenticate";

    private AccessProblems() {}

    public static ProblemDetail unauthenticated() {
        return ProblemDetail.of(
                        401,
                        "unauthenticated",
                        "It is not known who calls",
                        "Send 'Authorization: Bearer' and an API key, which whoever runs the service makes with"
                                + " './docket keys create', or a token of the identity provider.")
                .withHeader(CHALLENGE, "Bearer realm=\"docket\"");
    }

    public static ProblemDetail wrong() {
        return ProblemDetail.of(
                        401,
                        "wrong-credentials",
                        "The key or token is not accepted",
                        "It is incomplete, unknown, expired, revoked, or not meant for this service.")
                .withHeader(CHALLENGE, "Bearer realm=\"docket\", error=\"invalid_token\"");
    }

    public static ProblemDetail expired(Instant at) {
        return ProblemDetail.of(
                        401,
                        "expired-credentials",
                        "The key or token has expired",
                        "It was good until %s. Use its successor.".formatted(at))
                .withHeader(CHALLENGE, "Bearer realm=\"docket\", error=\"invalid_token\"");
    }

    /** @param anyOf who may; nobody if there are none */
    public static ProblemDetail forbidden(Caller caller, Set<Role> anyOf) {
        return ProblemDetail.of(
                        403,
                        "forbidden",
                        "The caller may not do this",
                        anyOf.isEmpty()
                                ? "Nobody may."
                                : "It takes the role %s; %s has %s."
                                        .formatted(list(anyOf, " or "), caller.label(), list(caller.roles(), " and ")))
                .withHeader(CHALLENGE, "Bearer realm=\"docket\", error=\"insufficient_scope\"");
    }

    /** A session came with a request that a page of another site may have made. */
    public static ProblemDetail sessionFromElsewhere() {
        return ProblemDetail.of(
                403,
                "foreign-origin",
                "Pages of other sites may not call this service",
                "A session counts for pages of this service only. Changes need an Origin header that names it, which browsers"
                        + " send; other clients send a key or a token instead.");
    }

    public static ProblemDetail cannotCheck() {
        return ProblemDetail.of(
                        503,
                        "access-unavailable",
                        "It cannot be checked who calls",
                        "Nothing was done. Send the same request again later.")
                .retryLater();
    }

    private static String list(Set<Role> roles, String between) {
        return roles.isEmpty()
                ? "none"
                : roles.stream().sorted().map(Role::name).collect(Collectors.joining(between));
    }
}
