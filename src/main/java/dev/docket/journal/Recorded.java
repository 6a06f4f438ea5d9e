package dev.docket.journal;

/**
 * A durable record.
 *
 * @param stream the stream it belongs to; one writer, one stream
 * @param sequence its place in the stream, from 1, without gaps
 */
public record Recorded(Entry entry, String stream, long sequence) {}
