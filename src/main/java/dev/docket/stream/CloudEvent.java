package dev.docket.stream;

import dev.docket.json.Echo;
import dev.docket.json.Problem;
import dev.docket.json.Unicode;
import dev.docket.json.read.Reading;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Reads records by the Kafka binding of CloudEvents 1.0: binary, structured, or no event at all. */
final class CloudEvent {
    private static final String PREFIX = "ce_";
    private static final String SUPPORTED = "1.0";
    private static final int LONGEST_ATTRIBUTE = 4096;
    private static final Pattern TRACE_PARENT = Pattern.compile("[0-9a-f]{2}-((?!0{32})[0-9a-f]{32})-[0-9a-f]{16}-.*");

    private CloudEvent() {}

    /** What a record brings, or everything that is wrong with it as an event. */
    static Reading<Content> read(byte[] value, Headers headersOfRecord) {
        List<Problem> problems = new ArrayList<>();
        Map<String, String> headers = headers(headersOfRecord, problems);
        String type = headers.getOrDefault("content-type", "").toLowerCase(Locale.ROOT);
        if (type.startsWith("application/cloudevents")) {
            if (!type.startsWith("application/cloudevents+json") && problems.isEmpty()) {
                problems.add(new Problem(
                        "content-type",
                        "unsupported-event",
                        "must be application/cloudevents+json, one event a record",
                        Echo.of(type),
                        0));
            }
            return problems.isEmpty() ? StructuredEvent.read(value) : new Reading.Invalid<>(problems);
        }
        boolean isEvent = headers.keySet().stream().anyMatch(name -> name.startsWith(PREFIX));
        Optional<String> requestId = isEvent
                ? identity(
                        PREFIX,
                        headers.get(PREFIX + "specversion"),
                        headers.get(PREFIX + "source"),
                        headers.get(PREFIX + "id"),
                        problems)
                : Optional.empty();
        if (!problems.isEmpty()) {
            return new Reading.Invalid<>(problems);
        }
        String parent = headers.getOrDefault(PREFIX + "traceparent", headers.getOrDefault("traceparent", ""));
        return new Reading.Valid<>(new Content(requestId, value, trace(parent)));
    }

    static Reading<Content> invalid(Problem problem) {
        return new Reading.Invalid<>(List.of(problem));
    }

    /** The request id that the attributes give; adds what is wrong with them. */
    static Optional<String> identity(
            String prefix,
            @Nullable String version,
            @Nullable String source,
            @Nullable String id,
            List<Problem> problems) {
        if (!SUPPORTED.equals(version)) {
            problems.add(new Problem(
                    prefix + "specversion",
                    version == null ? "required" : "unsupported-event",
                    "must be 1.0, the version of CloudEvents",
                    version == null ? null : Echo.of(version),
                    0));
        }
        attribute(prefix + "source", source, problems);
        attribute(prefix + "id", id, problems);
        return problems.isEmpty() && source != null && id != null
                ? Optional.of(RequestIds.of(source, id))
                : Optional.empty();
    }

    private static void attribute(String path, @Nullable String value, List<Problem> problems) {
        if (value == null) {
            problems.add(Problem.of(path, "required", "is missing: source and id say which event it is"));
        } else if (!isAttribute(value)) {
            problems.add(new Problem(
                    path,
                    "invalid-value",
                    "must be 1 to 4,096 characters without control characters",
                    Echo.of(value),
                    0));
        }
    }

    private static boolean isAttribute(String value) {
        return !value.isEmpty()
                && value.length() <= LONGEST_ATTRIBUTE
                && value.chars().noneMatch(Character::isISOControl)
                && Unicode.isWellFormed(value);
    }

    /** The trace that a {@code traceparent} of W3C Trace Context names. */
    static Optional<String> trace(String parent) {
        Matcher known = TRACE_PARENT.matcher(parent);
        return known.matches() ? Optional.of(known.group(1)) : Optional.empty();
    }

    // Only those that mean something here: others may be anything.
    private static Map<String, String> headers(Headers all, List<Problem> problems) {
        Map<String, String> known = new TreeMap<>();
        for (Header header : all) {
            String name = header.key();
            if (name.equals("content-type") || name.equals("traceparent") || name.startsWith(PREFIX)) {
                String text = text(header.value());
                if (text == null) {
                    problems.add(Problem.of(name, "invalid-value", "the header is not text in UTF-8"));
                } else if (known.put(name, text) != null) {
                    problems.add(Problem.of(name, "duplicate", "the header is there twice"));
                }
            }
        }
        return known;
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notText) {
            return null;
        }
    }
}
