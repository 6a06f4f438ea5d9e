package dev.docket.service.feed;

import dev.docket.journal.JournalReader;
import dev.docket.journal.Log;
import dev.docket.journal.record.Position;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a reader says about how far it has come, before the journal was asked whether that can be.
 *
 * @param sequences the number of the last record, by stream
 * @param check over the hashes of these records
 */
@SuppressWarnings("ArrayRecordComponent") // compared by value below, and nowhere else
record FeedCursor(SortedMap<String, Long> sequences, byte[] check) {
    private static final int STREAM_BYTES = 6;
    static final int PLACE_BYTES = STREAM_BYTES + Long.BYTES;

    /** What a request line can hold of them, and more than anybody has. */
    private static final int MOST_STREAMS = 1_000;

    FeedCursor {
        sequences = Collections.unmodifiableSortedMap(new TreeMap<>(sequences));
    }

    /** Parses the output of {@link FeedPlace#text}, or empty if it cannot be one. */
    static Optional<FeedCursor> parse(String text) {
        if (text.length() > (MOST_STREAMS * PLACE_BYTES + FeedPlace.CHECK_BYTES) * 4 / 3 + 1) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            boolean isCanonical = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(bytes)
                    .equals(text);
            return isCanonical ? of(bytes) : Optional.empty();
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }

    private static Optional<FeedCursor> of(byte[] bytes) {
        int places = bytes.length - FeedPlace.CHECK_BYTES;
        if (places < 0 || places % PLACE_BYTES != 0) {
            return Optional.empty();
        }
        SortedMap<String, Long> sequences = new TreeMap<>();
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        String last = "";
        while (rest.remaining() > FeedPlace.CHECK_BYTES) {
            byte[] name = new byte[STREAM_BYTES];
            rest.get(name);
            String stream = HexFormat.of().formatHex(name);
            long sequence = rest.getLong();
            if (stream.compareTo(last) <= 0 || sequence < 1) {
                return Optional.empty();
            }
            sequences.put(stream, sequence);
            last = stream;
        }
        return Optional.of(new FeedCursor(sequences, Arrays.copyOfRange(bytes, places, bytes.length)));
    }

    /** The place in a journal; empty if this journal never had it. */
    Optional<FeedPlace> in(JournalReader journal) {
        SortedMap<String, Log> logs =
                new TreeMap<>(journal.logs().stream().collect(Collectors.toMap(Log::stream, Function.identity())));
        SortedMap<String, Position> found = new TreeMap<>();
        sequences.forEach((stream, sequence) -> Optional.ofNullable(logs.get(stream))
                .flatMap(log -> log.position(sequence))
                .ifPresent(position -> found.put(stream, position)));
        boolean isOurs = found.size() == sequences.size() && Arrays.equals(FeedPlace.check(found.values()), check);
        return isOurs ? Optional.of(new FeedPlace(found)) : Optional.empty();
    }
}
