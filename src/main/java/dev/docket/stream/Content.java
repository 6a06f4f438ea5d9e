package dev.docket.stream;

import java.util.Optional;

/**
 * What a record brings.
 *
 * @param requestId of an event; nothing of a record that is none
 * @param document an order, or what a mapping reads
 * @param traceId the distributed trace that it is part of, if any
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way in; never compared
record Content(Optional<String> requestId, byte[] document, Optional<String> traceId) {}
