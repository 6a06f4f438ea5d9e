package dev.docket.access.key;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Where keys are kept, for every node that shares a journal. */
public interface KeyStore {
    /** How many keys there may be, revoked and expired ones too: nodes read all of them, often. */
    int MOST_KEYS = 10_000;

    /** All keys. @throws KeysUnavailableException if they cannot be read */
    List<StoredKey> read();

    /**
     * Adds and changes keys in one step: no change of anybody else comes between reading and writing.
     *
     * @param change gets all keys and gives all keys back
     * @throws KeysUnavailableException if that failed; then nothing was changed
     */
    void change(UnaryOperator<List<StoredKey>> change);

    /** Notes when keys were used last. @throws KeysUnavailableException if that failed */
    void used(Map<String, Instant> lastUses);
}
