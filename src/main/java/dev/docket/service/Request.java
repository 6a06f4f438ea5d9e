package dev.docket.service;

import dev.docket.digest.Digest;
import dev.docket.journal.record.MappedBy;
import dev.docket.json.CanonicalJson;
import dev.docket.json.Member;
import dev.docket.order.OrderSnapshot;
import java.util.Optional;

/**
 * A valid request.
 *
 * @param snapshot the order as sent, before defaults are applied
 * @param content the request as received, UTF-8 JSON
 * @param digest the digest of its content, before defaults are applied
 * @param mapped which mapping made it of the document that was sent; nothing if it was sent as it is
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way to the journal; never compared
public record Request(OrderSnapshot snapshot, byte[] content, Digest digest, Optional<MappedBy> mapped) {
    /** A request that was sent as it is. */
    public Request(OrderSnapshot snapshot, byte[] content, Digest digest) {
        this(snapshot, content, digest, Optional.empty());
    }

    /** The same request under another id. */
    Request under(String requestId) {
        OrderSnapshot named = snapshot.under(requestId);
        return new Request(named, Member.set(content, "requestId", requestId), CanonicalJson.digest(named), mapped);
    }
}
