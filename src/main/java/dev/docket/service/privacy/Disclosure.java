package dev.docket.service.privacy;

import dev.docket.digest.RequestDigest;
import dev.docket.order.OrderSnapshot;
import dev.docket.order.RequestPath;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * One masked value of a record, compared with an order that is claimed to be the recorded one. Given salt and
 * value, anyone can compute the commitment; they reveal nothing about other values.
 *
 * @param path indexed, {@code order.lines[0].itemId}
 * @param value as canonical JSON; {@code absent} if the order has none
 * @param salt hex
 * @param commitment the one in the record
 * @param isProved whether salt and value yield the commitment
 */
public record Disclosure(String path, String value, String salt, String commitment, boolean isProved) {
    private static final String ABSENT = "absent";

    /**
     * Every masked value of a record.
     *
     * @param masked the paths the record lists
     * @param recorded the request as recorded
     * @param keyedDigest as recorded
     */
    static List<Disclosure> all(
            MaskingKey key, OrderSnapshot order, Set<String> masked, byte[] recorded, RequestDigest keyedDigest) {
        SortedMap<String, String> commitments = MaskedContent.commitments(recorded);
        Map<String, Object> values = new HashMap<>();
        masked.forEach(path -> RequestPath.of(path).visit(order, (indexed, value) -> {
            if (value != null) {
                values.put(indexed, value);
            }
        }));
        var salted = new Commitments(key, keyedDigest);
        return commitments.entrySet().stream()
                .map(place -> of(salted, place.getKey(), values.get(place.getKey()), place.getValue()))
                .toList();
    }

    private static Disclosure of(Commitments salted, String path, @Nullable Object value, String commitment) {
        return new Disclosure(
                path,
                value == null ? ABSENT : new String(Commitments.json(value), StandardCharsets.UTF_8),
                HexFormat.of().formatHex(salted.salt(path)),
                commitment,
                value != null && salted.of(path, value).toString().equals(commitment));
    }
}
