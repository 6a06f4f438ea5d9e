package dev.docket.api;

import dev.docket.decision.BundleProblem;
import dev.docket.json.Echo;
import dev.docket.service.Activation;
import dev.docket.service.Outcome;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.stream.Collectors;

/** The errors that are not about a request's content. */
final class Problems {
    private static final int MOST_TOLD = 20;

    private Problems() {}

    static ProblemDetail tooLarge(int bodyBytes) {
        return ProblemDetail.of(
                413,
                "too-large",
                "The request is too large",
                String.format(Locale.ROOT, "A body, and a line of a batch, may have at most %d bytes.", bodyBytes));
    }

    static ProblemDetail wrongContentType(String wanted) {
        return ProblemDetail.of(
                415,
                "wrong-content-type",
                "The content type is not supported",
                "Send the header 'Content-Type: %s' and UTF-8.".formatted(wanted));
    }

    static ProblemDetail unreadableBody() {
        return ProblemDetail.of(400, "unreadable-body", "The body cannot be read", "The body ended before its end.");
    }

    static ProblemDetail unknown(String what, String id) {
        return ProblemDetail.of(
                404,
                "unknown-" + what,
                "There is no such " + what,
                "No %s has the id '%s'.".formatted(what, Echo.of(id)));
    }

    static ProblemDetail noModel() {
        return ProblemDetail.of(
                404,
                "no-model",
                "No model is active",
                "The active bundle has no model: priorities come from the rules alone.");
    }

    static ProblemDetail conflict(Outcome.Conflict conflict) {
        return ProblemDetail.of(
                        409,
                        "request-id-reused",
                        "The request id was used for other content",
                        "Request '%s' is recorded with other content. To decide again, send a new requestId."
                                .formatted(conflict.requestId()))
                .with(Map.of("recordedDigest", conflict.recordedDigest(), "sentDigest", conflict.sentDigest()));
    }

    static ProblemDetail bundleNotLoaded(String digest, String because) {
        return ProblemDetail.of(
                        409,
                        "bundle-not-loaded",
                        "The bundle that decided is not loaded",
                        "Only trace=fired can be told of this decision now. " + because)
                .with(Map.of("bundleDigest", digest));
    }

    static ProblemDetail masked(SortedSet<String> paths) {
        return ProblemDetail.of(
                409,
                "request-masked",
                "Parts of the request are masked",
                "Only trace=fired can be told of this decision: it cannot be decided again without %s."
                        .formatted(String.join(", ", paths)));
    }

    static ProblemDetail notReplayed(String digest, String because) {
        return ProblemDetail.of(409, "bundle-not-loaded", "The bundle that decided is not loaded", because)
                .with(Map.of("bundleDigest", digest));
    }

    static ProblemDetail bundleUnusable(String because) {
        return ProblemDetail.of(409, "bundle-not-usable", "What is to be tried cannot be used", because);
    }

    static ProblemDetail retired(String decisionId) {
        return ProblemDetail.of(
                410,
                "payload-retired",
                "The request and the answer were dropped",
                "Decision '%s' was made; its retention ended, and only the hashes of what was asked and answered are kept."
                        .formatted(decisionId));
    }

    static ProblemDetail unavailable(String because) {
        return ProblemDetail.of(
                503,
                "journal-unavailable",
                "Nothing can be recorded now",
                because + " Send the same request again later.");
    }

    static ProblemDetail adminDisabled() {
        return ProblemDetail.of(
                403,
                "admin-disabled",
                "Nobody may activate a bundle here",
                "Configure docket.admin.token, or start the service with --watch.");
    }

    static ProblemDetail wrongToken() {
        return ProblemDetail.of(
                401,
                "wrong-token",
                "The token is missing or wrong",
                "Send 'Authorization: Bearer' with the token that docket.admin.token has.");
    }

    static ProblemDetail bundleRefused(Activation.Refused refused) {
        int count = refused.problems().size();
        String first = refused.problems().stream()
                .limit(MOST_TOLD)
                .map(BundleProblem::toString)
                .collect(Collectors.joining("\n"));
        return ProblemDetail.of(
                422,
                "bundle-refused",
                "The bundle is refused, the active one goes on",
                count > MOST_TOLD
                        ? String.format(
                                Locale.ROOT,
                                "%s\nThere are %d more, see GET /v1/bundle/status.",
                                first,
                                count - MOST_TOLD)
                        : first);
    }

    static ProblemDetail incident(String id) {
        return ProblemDetail.of(
                        500,
                        "internal-error",
                        "The service failed",
                        "Report the incident id; the log has the details. Sending the same request again is safe.")
                .with(Map.of("incidentId", id));
    }
}
