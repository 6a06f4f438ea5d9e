package dev.docket.api;

import dev.docket.json.JsonWriter;
import dev.docket.json.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An error as RFC 9457 tells it.
 *
 * @param code a stable lower-kebab word; the type is a URN made of it
 * @param errors everything that is wrong with the request, when it is the request's content
 * @param more further members, by name
 */
record ProblemDetail(
        int status, String code, String title, String detail, List<Problem> errors, SortedMap<String, String> more) {
    private static final String RETRY_AFTER_SECONDS = "5";
    static final String MEDIA_TYPE = "application/problem+json";

    static ProblemDetail of(int status, String code, String title, String detail) {
        return new ProblemDetail(status, code, title, detail, List.of(), new TreeMap<>());
    }

    /** The content of the request is refused. */
    static ProblemDetail invalid(List<Problem> errors) {
        String detail = errors.size() == 1
                ? "There is 1 problem."
                : String.format(Locale.ROOT, "There are %d problems.", errors.size());
        return new ProblemDetail(
                400, "invalid-request", "The request is not valid", detail, List.copyOf(errors), new TreeMap<>());
    }

    ProblemDetail with(Map<String, String> members) {
        return new ProblemDetail(status, code, title, detail, errors, new TreeMap<>(members));
    }

    byte[] json() {
        JsonWriter json = new JsonWriter(512)
                .beginObject()
                .field("type", "urn:docket:problem:" + code)
                .field("title", title)
                .field("status", status)
                .field("detail", detail)
                .field("code", code);
        more.forEach(json::field);
        if (!errors.isEmpty()) {
            json.name("errors").beginArray();
            for (Problem error : errors) {
                json.beginObject()
                        .field("path", error.path())
                        .field("code", error.code())
                        .field("message", error.message())
                        .field("value", error.value())
                        .endObject();
            }
            json.endArray();
        }
        return json.endObject().bytes();
    }

    Response response() {
        return Response.status(status).type(MEDIA_TYPE).entity(json()).build();
    }

    /** With the time after which a caller should try again. */
    Response retryLater() {
        return Response.fromResponse(response())
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .build();
    }
}
