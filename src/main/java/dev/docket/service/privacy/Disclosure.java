package dev.docket.service.privacy;

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
 * One masked place of a record, held against an order that is said to be the one that was decided. With the salt and the
 * value anybody can compute the commitment; they tell nothing of other places.
 *
 * @param path indexed, {@code order.lines[0].itemId}
 * @param value as canonical JSON; {@code absent} if the order has none there
 * @param salt hex
 * @param commitment in the record
 * @param isProved whether salt and value make the commitment
 */
public record Disclosure(String path, String value, String salt, String commitment, boolean isProved) {
    private static final String ABSENT = "absent";

    /**
     * Every masked place of a record.
     *
     * @param masked the paths that the record lists
     * @param recorded the request as it was recorded
     * @param keyedDigest as it was recorded
     */
    static List<Disclosure> all(
            MaskingKey key, OrderSnapshot order, Set<String> masked, byte[] recorded, String keyedDigest) {
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
