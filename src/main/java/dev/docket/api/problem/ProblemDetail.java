package dev.docket.api.problem;

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
 * An error, as RFC 9457 describes it.
 *
 * @param code a stable lower-kebab word; the type is a URN made of it
 * @param errors everything that is wrong with the request's content, when that is the error
 * @param more further members, by name
 * @param headers header fields that such an answer must have, by name
 */
public record ProblemDetail(
        int status,
        String code,
        String title,
        String detail,
        List<Problem> errors,
        SortedMap<String, String> more,
        SortedMap<String, String> headers) {
    private static final String RETRY_AFTER_SECONDS = "5";
    public static final String MEDIA_TYPE = "application/problem+json";

    static ProblemDetail of(int status, String code, String title, String detail) {
        return new ProblemDetail(status, code, title, detail, List.of(), new TreeMap<>(), new TreeMap<>());
    }

    /** The content of the request is refused. */
    public static ProblemDetail invalid(List<Problem> errors) {
        String detail = errors.size() == 1
                ? "There is 1 problem."
                : String.format(Locale.ROOT, "There are %d problems.", errors.size());
        return new ProblemDetail(
                400,
                "invalid-request",
                "The request is not valid",
                detail,
                List.copyOf(errors),
                new TreeMap<>(),
                new TreeMap<>());
    }

    ProblemDetail with(Map<String, String> members) {
        return new ProblemDetail(status, code, title, detail, errors, new TreeMap<>(members), headers);
    }

    ProblemDetail withHeader(String name, String value) {
        SortedMap<String, String> all = new TreeMap<>(headers);
        all.put(name, value);
        return new ProblemDetail(status, code, title, detail, errors, more, all);
    }

    /** With the time after which a caller should try again. */
    ProblemDetail retryLater() {
        return withHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }

    public byte[] json() {
        JsonWriter json = new JsonWriter(512)
                .beginObject()
                .field("type", "urn:docket:problem:" + code)
                .field("title", title)
                .field("status", status)
                .field("detail", detail)
                .field("code", code);
        more.forEach(json::field);
        if (!errors.isEmpty()) {
            Problem.write(json.name("errors"), errors);
        }
        return json.endObject().bytes();
    }

    public Response response() {
        Response.ResponseBuilder response =
                Response.status(status).type(MEDIA_TYPE).entity(json());
        headers.forEach(response::header);
        return response.build();
    }
}
