package dev.docket.service.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.docket.journal.merkle.Hash;
import dev.docket.json.JsonWriter;
import dev.docket.order.OrderSnapshot;
import dev.docket.order.RequestPath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedSet;

/**
 * One masked place of a record, held against an order that is said to be the one that was decided. With the salt and the
 * value anybody can compute the commitment; they tell nothing of other places.
 *
 * @param path indexed, {@code order.lines[0].itemId}
 * @param value as canonical JSON
 * @param salt hex
 * @param commitment what salt and value make
 * @param isRecorded whether the record has this commitment there
 */
public record Disclosure(String path, String value, String salt, String commitment, boolean isRecorded) {
    /**
     * Every masked place that the order has a value for.
     *
     * @param masked what the record says is masked
     * @param recorded the request as it was recorded
     */
    public static List<Disclosure> all(MaskingKey key, OrderSnapshot order, SortedSet<String> masked, byte[] recorded) {
        var commitments = new Commitments(key, order.requestId());
        List<Disclosure> all = new ArrayList<>();
        for (String path : masked) {
            RequestPath.of(path).visit(order, (indexed, value) -> {
                if (value != null) {
                    all.add(of(commitments, indexed, value, MaskedContent.at(recorded, indexed)));
                }
            });
        }
        return List.copyOf(all);
    }

    private static Disclosure of(Commitments commitments, String path, Object value, JsonNode recorded) {
        Hash commitment = commitments.of(path, value);
        return new Disclosure(
                path,
                new String(new JsonWriter().value(value).bytes(), StandardCharsets.UTF_8),
                HexFormat.of().formatHex(commitments.key().salt(commitments.requestId(), path)),
                commitment.toString(),
                recorded.path(Commitments.FIELD).asText().equals(commitment.toString()));
    }
}
