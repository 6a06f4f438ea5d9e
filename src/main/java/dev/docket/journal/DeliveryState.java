package dev.docket.journal;

import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What those who send records to others must not forget, each document under a name, written whole or not at all; and which of the
 * services that share a journal sends. It is working state beside the records: nothing of it is signed. Thread-safe.
 */
public interface DeliveryState extends AutoCloseable {
    /**
     * Whether this service sends to a receiver. If nobody does, this one does from now on, until it closes this or is no longer
     * connected to the store.
     *
     * @throws JournalUnavailableException if the store cannot say
     */
    boolean isMine(String receiver);

    /** The document under a name, if any. @throws JournalUnavailableException if it cannot be read */
    Optional<byte[]> read(String name);

    /**
     * Replaces a document that only the sender writes.
     *
     * @param receiver to whom this service must still send
     * @throws JournalUnavailableException if it cannot be written, or another service may send by now
     */
    void write(String receiver, String name, byte[] document);

    /**
     * Replaces a document that any service may write, one after the other.
     *
     * @param change from what there is to what there will be
     * @throws JournalUnavailableException if it cannot be written
     */
    void change(String name, UnaryOperator<Optional<byte[]>> change);

    /** Lets other services send. */
    @Override
    void close();
}
