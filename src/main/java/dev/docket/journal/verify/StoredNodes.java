package dev.docket.journal.verify;

import dev.docket.journal.merkle.Hash;
import dev.docket.journal.merkle.Subtrees;
import dev.docket.journal.merkle.Tiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Compares stored subtree hashes with those computed from the records. */
final class StoredNodes {
    private final Subtrees stored;
    private final List<List<Hash>> open = new ArrayList<>();
    private long size;

    /** @param beginning after which hashes are compared */
    StoredNodes(Subtrees stored, Beginning beginning) {
        this.stored = stored;
        size = beginning.known().records();
        for (int level = 0; level < Long.SIZE && size >> level > 0; level += Tiles.HEIGHT) {
            open.add(openTile(beginning.log(), level, size >> level));
        }
    }

    private static List<Hash> openTile(Subtrees log, int level, long complete) {
        var tile = new ArrayList<Hash>(Tiles.WIDTH);
        for (long index = complete - complete % Tiles.WIDTH; index < complete; index++) {
            tile.add(log.at(level, index));
        }
        return tile;
    }

    /** Adds the hash of the next record; returns what is wrong with a stored hash it completes. */
    Optional<String> append(Hash leaf) {
        size++;
        return append(0, leaf);
    }

    private Optional<String> append(int tier, Hash hash) {
        if (open.size() == tier) {
            open.add(new ArrayList<>(Tiles.WIDTH));
        }
        var tile = open.get(tier);
        tile.add(hash);
        if (tile.size() < Tiles.WIDTH) {
            return Optional.empty();
        }
        var computed = Tiles.over(tile);
        tile.clear();
        int level = (tier + 1) * Tiles.HEIGHT;
        var wrong = check(level, (size >> level) - 1, computed);
        return wrong.isPresent() ? wrong : append(tier + 1, computed);
    }

    private Optional<String> check(int level, long index, Hash computed) {
        try {
            var found = stored.at(level, index);
            return found.equals(computed)
                    ? Optional.empty()
                    : Optional.of(String.format(
                            Locale.ROOT,
                            "completes node %d of level %d, which was changed: it is %s, stored is %s",
                            index,
                            level,
                            computed,
                            found));
        } catch (IllegalStateException gone) {
            return Optional.of(
                    String.format(Locale.ROOT, "completes node %d of level %d, which is missing", index, level));
        }
    }
}
