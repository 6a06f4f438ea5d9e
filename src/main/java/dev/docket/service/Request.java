package dev.docket.service;

import dev.docket.digest.Digest;
import dev.docket.order.OrderSnapshot;

/**
 * A valid request.
 *
 * @param snapshot the order as sent, before defaults are applied
 * @param content the request as received, UTF-8 JSON
 * @param digest the digest of its content, before defaults are applied
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way to the journal; never compared
public record Request(OrderSnapshot snapshot, byte[] content, Digest digest) {}
