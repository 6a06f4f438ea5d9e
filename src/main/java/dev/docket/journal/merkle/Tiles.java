package dev.docket.journal.merkle;

import java.util.List;

/**
 * Subtree hashes from the few that are stored: those of leaves and of every eighth level above. Storing one hash for each
 * 256 records keeps a proof over any number of records to some hundred reads.
 */
public final class Tiles implements Subtrees {
    /** How many levels lie between two stored ones. */
    public static final int HEIGHT = 8;

    /** How many hashes of one stored level make one of the next. */
    public static final int WIDTH = 1 << HEIGHT;

    private final Stored stored;

    public Tiles(Stored stored) {
        this.stored = stored;
    }

    @Override
    public Hash at(int level, long index) {
        int storedLevel = level / HEIGHT * HEIGHT;
        int below = level - storedLevel;
        return over(stored.hashes(storedLevel, index << below, 1 << below));
    }

    /** The root over 2^n hashes. */
    public static Hash over(List<Hash> hashes) {
        if (hashes.size() == 1) {
            return hashes.getFirst();
        }
        int half = hashes.size() / 2;
        return Hash.ofNode(over(hashes.subList(0, half)), over(hashes.subList(half, hashes.size())));
    }

    /** The stored hashes. */
    public interface Stored {
        /**
         * Neighbours of one level.
         *
         * @param level 0 for leaves, else a multiple of {@link #HEIGHT}
         * @throws IllegalStateException if one is not there
         */
        List<Hash> hashes(int level, long from, int count);
    }
}
