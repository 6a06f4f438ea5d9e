package dev.docket.service.replay;

import dev.docket.service.replay.ReplayReport.Moved;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The names under which most money moved, in constant memory: the weighted Space-Saving sketch (Metwally,
 * Agrawal, El Abbadi 2005). It is exact as long as there are no more names than places. After that, a new name replaces
 * the smallest, and records how much it may have missed. Each currency has its own places.
 */
final class SpaceSaving {
    private static final Comparator<Moved> LARGEST_FIRST = Comparator.comparing(Moved::currency)
            .thenComparing(Comparator.comparing(Moved::weight).reversed())
            .thenComparing(Moved::name);

    private final int places;
    private final Map<String, Map<String, Moved>> byCurrency = new TreeMap<>();

    /** @param before the counts so far */
    SpaceSaving(int places, List<Moved> before) {
        this.places = places;
        before.forEach(moved -> of(moved.currency()).put(moved.name(), moved));
    }

    void add(String name, String currency, BigDecimal value, boolean isHeld) {
        Map<String, Moved> names = of(currency);
        Moved moved = names.get(name);
        if (moved == null) {
            moved = new Moved(name, currency, 0, BigDecimal.ZERO, 0, BigDecimal.ZERO, room(names));
        }
        names.put(name, moved.plus(value, isHeld));
    }

    /** The most a name that enters now may have missed. */
    private BigDecimal room(Map<String, Moved> names) {
        if (names.size() < places) {
            return BigDecimal.ZERO;
        }
        Moved smallest = names.values().stream()
                .min(Comparator.comparing(Moved::weight).thenComparing(Moved::name))
                .orElseThrow();
        names.remove(smallest.name());
        return smallest.weight();
    }

    private Map<String, Moved> of(String currency) {
        return Objects.requireNonNull(byCurrency.computeIfAbsent(currency, first -> new TreeMap<>()));
    }

    /** Per currency, largest first. */
    List<Moved> rows() {
        return byCurrency.values().stream()
                .flatMap(names -> names.values().stream())
                .sorted(LARGEST_FIRST)
                .toList();
    }
}
