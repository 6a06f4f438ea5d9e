package dev.docket.service.feed;

/**
 * A record as an event.
 *
 * @param json the CloudEvent
 * @param place right after it
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way out; never compared
public record FeedEvent(byte[] json, FeedPlace place) {}
