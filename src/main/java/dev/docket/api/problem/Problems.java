package dev.docket.api.problem;

import dev.docket.decision.BundleProblem;
import dev.docket.decision.id.DecisionId;
import dev.docket.digest.Digest;
import dev.docket.json.Echo;
import dev.docket.service.bundle.Activation;
import dev.docket.service.decide.DecisionResult;
import dev.docket.service.work.Holding;
import dev.docket.service.work.NotWaiting;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.stream.Collectors;

/** The errors that are not about a request's content. */
public final class Problems {
    private static final int MOST_LISTED = 20;

    private Problems() {}

    public static ProblemDetail tooLarge(int bodyBytes) {
        return ProblemDetail.of(
                413,
                "too-large",
                "The request is too large",
                String.format(
                        Locale.ROOT, "A body, and a line of a batch, may have at most %d bytes here.", bodyBytes));
    }

    public static ProblemDetail lengthRequired() {
        return ProblemDetail.of(
                411,
                "length-required",
                "The length of the body is missing",
                "A form must say how long it is in Content-Length. Browsers do so.");
    }

    public static ProblemDetail wrongContentType(String wanted) {
        return ProblemDetail.of(
                415,
                "wrong-content-type",
                "The content type is not supported",
                "Send the header 'Content-Type: %s' and UTF-8.".formatted(wanted));
    }

    public static ProblemDetail unknownCoding(String coding) {
        return ProblemDetail.of(
                        415,
                        "unsupported-content-encoding",
                        "The content encoding is not supported",
                        "The body has the Content-Encoding '%s'. Send it as it is, or with gzip."
                                .formatted(Echo.of(coding)))
                .withHeader("Accept-Encoding", "gzip");
    }

    public static ProblemDetail undecodableBody() {
        return ProblemDetail.of(
                400,
                "unreadable-body",
                "The body cannot be read",
                "Its Content-Encoding says gzip, but it is not a complete gzip stream.");
    }

    public static ProblemDetail unreadableBody() {
        return ProblemDetail.of(400, "unreadable-body", "The body cannot be read", "The request body is incomplete.");
    }

    public static ProblemDetail unknown(String what, String id) {
        return ProblemDetail.of(
                404,
                "unknown-" + what,
                "There is no such " + what,
                "No %s has the id '%s'.".formatted(what, Echo.of(id)));
    }

    public static ProblemDetail notHeldUp(String webhook) {
        return ProblemDetail.of(
                409,
                "not-held-up",
                "Nothing holds it up",
                "No event of webhook '%s' is failing, so there is nothing to skip.".formatted(webhook));
    }

    public static ProblemDetail tooMuchWanted(String webhook) {
        return ProblemDetail.of(
                409,
                "webhook-full",
                "There is no room for more",
                ("The dead list of webhook '%s' is full, or too much was asked for. Retry dead events, and wait. If its"
                                + " receiver refuses them for good, let it answer 2xx to what it does not want first.")
                        .formatted(webhook));
    }

    public static ProblemDetail noModel() {
        return ProblemDetail.of(
                404,
                "no-model",
                "No model is active",
                "The active bundle has no model: priorities come from the rules alone.");
    }

    public static ProblemDetail conflict(DecisionResult.Conflict conflict) {
        return ProblemDetail.of(
                        409,
                        "request-id-reused",
                        "The request id was used for different content",
                        "Request '%s' is recorded with different content. To decide again, send a new requestId."
                                .formatted(conflict.requestId()))
                .with(Map.of(
                        "recordedDigest",
                        conflict.recordedDigest().text(),
                        "sentDigest",
                        conflict.sentDigest().text()));
    }

    public static ProblemDetail unanswerable(String because) {
        return ProblemDetail.of(
                422,
                "unanswerable",
                "The decision cannot be answered in this form",
                "The order is decided and recorded, but %s. Send it again without 'answer', or correct the mapping."
                        .formatted(because));
    }

    public static ProblemDetail bundleNotLoaded(Digest digest, String because) {
        return ProblemDetail.of(
                        409,
                        "bundle-not-loaded",
                        "The bundle that decided is not loaded",
                        "This decision can now be read with trace=fired only. " + because)
                .with(Map.of("bundleDigest", digest.text()));
    }

    public static ProblemDetail masked(SortedSet<String> paths) {
        return ProblemDetail.of(
                409,
                "request-masked",
                "Parts of the request are masked",
                "This decision can be read with trace=fired only: deciding it again would need %s."
                        .formatted(String.join(", ", paths)));
    }

    public static ProblemDetail notReplayed(Digest digest, String because) {
        return ProblemDetail.of(409, "bundle-not-loaded", "The bundle that decided is not loaded", because)
                .with(Map.of("bundleDigest", digest.text()));
    }

    public static ProblemDetail snapshotNotKept(String because) {
        return ProblemDetail.of(409, "snapshot-not-kept", "The reference snapshot of the record is not kept", because);
    }

    public static ProblemDetail bundleUnusable(String because) {
        return ProblemDetail.of(409, "bundle-not-usable", "The requested bundle or model cannot be used", because);
    }

    public static ProblemDetail retired(DecisionId decisionId) {
        return ProblemDetail.of(
                410,
                "payload-retired",
                "The request and the answer have been deleted",
                "The retention of decision '%s' has ended; only the hashes of its request and answer are kept."
                        .formatted(decisionId));
    }

    public static ProblemDetail unavailable(String because) {
        return ProblemDetail.of(
                        503,
                        "journal-unavailable",
                        "Nothing can be recorded now",
                        because + " Send the same request again later.")
                .retryLater();
    }

    public static ProblemDetail foreignCursor() {
        return ProblemDetail.of(
                409,
                "foreign-cursor",
                "The cursor is not of this journal",
                "It is of another journal, or of records that this one lost when it was restored from a backup. Begin"
                        + " again, or with a cursor from before; events that come twice have the same id.");
    }

    /** @param longest how long somebody waited */
    public static ProblemDetail tooSlow(Duration longest) {
        return ProblemDetail.of(
                503,
                "too-slow",
                "This takes too long",
                String.format(
                        Locale.ROOT,
                        "It took longer than %d seconds to read. Ask for a shorter period (from, to), or by order, customer,"
                                + " request, disposition, exception or rule; an export has no limit.",
                        longest.toSeconds()));
    }

    static ProblemDetail appendTimedOut() {
        return ProblemDetail.of(
                        503,
                        "journal-timeout",
                        "The journal did not answer in time",
                        "Whether the decision was recorded is not known. Send the same request again: it is decided once"
                                + " only.")
                .retryLater();
    }

    public static ProblemDetail busy(String because) {
        return ProblemDetail.of(503, "busy", "The service is busy", because + " Send the same request again later.")
                .retryLater();
    }

    public static ProblemDetail starting() {
        return ProblemDetail.of(
                        503,
                        "starting",
                        "The service is starting",
                        "It compiles its rules and opens its journal. Send the same request again in a moment.")
                .withHeader(HttpHeaders.RETRY_AFTER, "1");
    }

    public static ProblemDetail tooManyRequests(int perSecond) {
        return ProblemDetail.of(
                        429,
                        "too-many-requests",
                        "Too many requests of one caller",
                        String.format(
                                Locale.ROOT,
                                "One caller may make %d requests of this kind per second. Wait a second, then go on.",
                                perSecond))
                .withHeader(HttpHeaders.RETRY_AFTER, "1");
    }

    public static ProblemDetail badHost() {
        return ProblemDetail.of(
                400,
                "bad-host",
                "The Host header is missing or malformed",
                "Send one Host header with the name and port that the request is for.");
    }

    public static ProblemDetail foreignHost(String host) {
        return ProblemDetail.of(
                421,
                "unknown-host",
                "This service does not answer for that host",
                "The request is for '%s'. Use an IP address or localhost, or add the name to docket.http.allowed-hosts."
                        .formatted(Echo.of(host)));
    }

    public static ProblemDetail foreignOrigin(String origin) {
        return ProblemDetail.of(
                403,
                "foreign-origin",
                "Pages of other sites may not call this service",
                "The page is from '%s'. If it is yours, add it to docket.http.allowed-origins."
                        .formatted(Echo.of(origin)));
    }

    public static ProblemDetail methodNotAllowed(String method, String path, String allowed) {
        return ProblemDetail.of(
                        405,
                        "method-not-allowed",
                        "The method is not allowed here",
                        "%s does not take %s. It takes %s.".formatted(path, Echo.of(method), allowed))
                .withHeader("Allow", allowed);
    }

    /** @param why a word for programs */
    public static ProblemDetail stepRefused(String why, String because) {
        return ProblemDetail.of(409, "step-refused", "The step does not count, and was not recorded", because + ".")
                .with(Map.of("why", why));
    }

    public static ProblemDetail alreadyClaimed(DecisionId decisionId, Holding holding) {
        return ProblemDetail.of(
                        409,
                        "already-claimed",
                        "Somebody else works on the decision",
                        "Decision '%s' has been with %s since %s. Ask them, or somebody who may assign it."
                                .formatted(decisionId, holding.holder(), holding.since()))
                .with(Map.of(
                        "holder", holding.holder(), "since", holding.since().toString()));
    }

    public static ProblemDetail notClaimed(DecisionId decisionId) {
        return ProblemDetail.of(
                409,
                "not-claimed",
                "Nobody works on the decision",
                "Decision '%s' is with nobody, so nobody can give it back.".formatted(decisionId));
    }

    public static ProblemDetail notWaiting(DecisionId decisionId, NotWaiting because) {
        return ProblemDetail.of(
                        409,
                        "not-waiting",
                        "The decision does not wait for a person",
                        "Decision '%s' cannot be claimed or assigned. %s".formatted(decisionId, because.says()))
                .with(Map.of("why", because.name()));
    }

    public static ProblemDetail tooManySteps(DecisionId decisionId) {
        return ProblemDetail.of(
                409,
                "too-many-steps",
                "Too much was done with the decision",
                "Decision '%s' has reached its limit of recorded steps; only an outcome can be added."
                        .formatted(decisionId));
    }

    public static ProblemDetail bundleRefused(Activation.Refused refused) {
        return bundleRefused(refused.problems());
    }

    public static ProblemDetail bundleRefused(List<BundleProblem> problems) {
        int count = problems.size();
        String first = problems.stream()
                .limit(MOST_LISTED)
                .map(BundleProblem::toString)
                .collect(Collectors.joining("\n"));
        return ProblemDetail.of(
                422,
                "bundle-refused",
                "The bundle is refused; the active one stays in use",
                count > MOST_LISTED
                        ? String.format(
                                Locale.ROOT,
                                "%s\nThere are %d more, see GET /v1/bundle/status.",
                                first,
                                count - MOST_LISTED)
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
