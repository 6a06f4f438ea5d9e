package dev.docket.stream;

import dev.docket.digest.Digest;
import dev.docket.service.intake.StreamIds;
import java.nio.charset.StandardCharsets;

/** The request id of a record, so that one that comes again is decided once. */
final class RequestIds {
    private static final int DIGITS = 48;
    private static final int LONGEST = 64;

    private RequestIds() {}

    /**
     * Of an event: {@code ce:} and the first 48 hex digits of the SHA-256 of source, line feed and id in UTF-8. Neither can have a
     * line feed, so no two events share one.
     */
    static String of(String source, String id) {
        return StreamIds.OF_EVENTS + digits(source + "\n" + id);
    }

    /** Of a record that is no event and has no id of its own: where it is. */
    static String of(RecordPlace place) {
        String readable = StreamIds.OF_PLACES + place.text();
        return readable.length() <= LONGEST ? readable : StreamIds.OF_PLACES + digits(place.text());
    }

    private static String digits(String text) {
        return Digest.over(text.getBytes(StandardCharsets.UTF_8)).hex().substring(0, DIGITS);
    }
}
