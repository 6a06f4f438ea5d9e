package dev.docket.service.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.docket.digest.Sha256;
import dev.docket.journal.record.Position;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far a reader of the feed has come: the last record that it saw of each stream. What is recorded later comes after it, in
 * whichever stream.
 *
 * @param last by stream; streams of which it saw nothing are not in it
 */
public record FeedPlace(SortedMap<String, Position> last) {
    /** Before every record. */
    public static final FeedPlace START = new FeedPlace(Collections.emptySortedMap());

    static final int CHECK_BYTES = 8;

    public FeedPlace {
        last = Collections.unmodifiableSortedMap(new TreeMap<>(last));
    }

    /** The number of the last record that was seen of a stream; 0 if none was. */
    long sequence(String stream) {
        Position position = last.get(stream);
        return position == null ? 0 : position.sequence();
    }

    /** After one more record. */
    FeedPlace after(Position next) {
        SortedMap<String, Position> moved = new TreeMap<>(last);
        moved.put(next.stream(), next);
        return new FeedPlace(moved);
    }

    /**
     * In the form that readers get: opaque and URL-safe. Each stream with the number of its record, and a check over the hashes of these
     * records, so that no other journal takes it for one of its own.
     */
    public String text() {
        ByteBuffer bytes = ByteBuffer.allocate(last.size() * FeedCursor.PLACE_BYTES + CHECK_BYTES);
        last.forEach(
                (stream, position) -> bytes.put(HexFormat.of().parseHex(stream)).putLong(position.sequence()));
        bytes.put(check(last.values()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    static byte[] check(Collection<Position> places) {
        StringBuilder said = new StringBuilder("docket feed\n");
        places.forEach(place -> said.append(place.stream())
                .append(' ')
                .append(place.sequence())
                .append(' ')
                .append(place.hash())
                .append('\n'));
        return Arrays.copyOf(Sha256.of(said.toString().getBytes(UTF_8)), CHECK_BYTES);
    }
}
