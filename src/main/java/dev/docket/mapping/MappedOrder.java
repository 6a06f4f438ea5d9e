package dev.docket.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import dev.docket.order.OrderSnapshot;
import java.util.List;

/**
 * The order that a document was mapped to.
 *
 * @param tree the same as a tree
 * @param content the order as a canonical request, UTF-8 JSON
 * @param unused the places of the document that the mapping does not look at
 * @param absent the paths of the mapping that nothing of this document goes to
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way to the journal; never compared
public record MappedOrder(
        OrderSnapshot order, JsonNode tree, byte[] content, List<String> unused, List<String> absent) {
    public MappedOrder {
        unused = List.copyOf(unused);
        absent = List.copyOf(absent);
    }
}
