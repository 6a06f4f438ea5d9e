package dev.docket.journal;

import java.util.Optional;

/**
 * Where those who follow a journal's tail keep how far they are, each under a name. A state is written whole or not at all, so
 * whoever goes on from it counts nothing twice. At most one service follows at a time.
 */
public interface Followers extends AutoCloseable {
    /** Whether this service follows now. @throws JournalUnavailableException if the store cannot say */
    boolean isMine();

    /** The state under a name, if any. @throws JournalUnavailableException if it cannot be read */
    Optional<byte[]> read(String name);

    /** Replaces the state under a name. @throws JournalUnavailableException if it cannot be written */
    void write(String name, byte[] state);

    /** Lets another service follow. */
    @Override
    void close();
}
