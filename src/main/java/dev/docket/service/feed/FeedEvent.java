package dev.docket.service.feed;

import java.time.Instant;

/**
 * A record as an event.
 *
 * @param id as the CloudEvent has it, the same whenever it is sent
 * @param stream of the record
 * @param sequence of the record in it
 * @param at when it was received
 * @param json the CloudEvent
 * @param place right after it
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way out; never compared
public record FeedEvent(String id, String stream, long sequence, Instant at, byte[] json, FeedPlace place) {}
