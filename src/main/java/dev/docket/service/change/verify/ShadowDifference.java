package dev.docket.service.change.verify;

import dev.docket.change.Dossier;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What was recorded of a shadow, beside what is counted again.
 *
 * @param differing figures that cannot both be right
 * @param remark why not every figure can be compared; empty if every one was
 */
record ShadowDifference(List<String> differing, String remark) {
    /** These depend on what is kept and retired, and so on who counts and when; whether a record is masked does not. */
    private static final Set<String> VARYING =
            Set.of("RETIRED", "BUNDLE_NOT_KEPT", "BUNDLE_UNUSABLE", "SNAPSHOT_NOT_KEPT");

    /** @param mostRows of each list; a list that is so long has no more */
    static ShadowDifference between(Dossier.Shadow recorded, Dossier.Shadow counted, int mostRows) {
        SortedMap<String, Long> before = counts(recorded, recorded.classes() != null);
        SortedMap<String, Long> after = counts(counted, recorded.classes() != null);
        boolean isExact = recorded.notReplayed().equals(counted.notReplayed());
        // What one of the two could decide again and the other could not is in the figures of one of them only.
        long onlyBefore = isExact ? 0 : lacking(counted);
        long onlyAfter = isExact ? 0 : lacking(recorded);
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        if (!isExact && Stream.of(recorded.flips(), recorded.codes()).anyMatch(rows -> rows.size() >= mostRows)) {
            names.retainAll(before.keySet());
        }
        List<String> differing = new ArrayList<>();
        for (String name : names) {
            long said = before.getOrDefault(name, 0L);
            long found = after.getOrDefault(name, 0L);
            boolean isFirm = name.equals("decisions") || name.equals("not replayed, MASKED");
            if (said - found > (isFirm ? 0 : onlyBefore) || found - said > (isFirm ? 0 : onlyAfter)) {
                differing.add("%s: %s recorded, %s counted again".formatted(name, said, found));
            }
        }
        if (isExact) {
            differing.addAll(amounts(recorded, counted));
        }
        return new ShadowDifference(
                differing,
                isExact
                        ? ""
                        : "counted again as far as that goes: %s decisions could not be decided again then, and %s cannot now"
                                .formatted(onlyAfter, onlyBefore));
    }

    private static long lacking(Dossier.Shadow figures) {
        return figures.notReplayed().stream()
                .filter(count -> VARYING.contains(count.name()))
                .mapToLong(Dossier.Count::decisions)
                .sum();
    }

    private static SortedMap<String, Long> counts(Dossier.Shadow figures, boolean hasClasses) {
        SortedMap<String, Long> counts = new TreeMap<>();
        counts.put("decisions", figures.decisions());
        counts.put("decisions with another answer", figures.changed());
        figures.flips()
                .forEach(flip -> counts.put(
                        "%s -> %s in %s".formatted(flip.from(), flip.to(), flip.currency()), flip.decisions()));
        figures.codes().forEach(code -> {
            counts.put(code.code() + " appears", code.appeared());
            counts.put(code.code() + " disappears", code.disappeared());
        });
        figures.money().forEach(money -> {
            counts.put("orders newly held in " + money.currency(), money.heldDecisions());
            counts.put("orders newly released in " + money.currency(), money.releasedDecisions());
        });
        figures.notReplayed().stream()
                .filter(count -> !VARYING.contains(count.name()))
                .forEach(count -> counts.put("not replayed, " + count.name(), count.decisions()));
        if (hasClasses) {
            Objects.requireNonNullElse(figures.classes(), List.<Dossier.ClassFlip>of())
                    .forEach(moved ->
                            counts.put("priority %s -> %s".formatted(moved.from(), moved.to()), moved.decisions()));
        }
        return counts;
    }

    private static List<String> amounts(Dossier.Shadow recorded, Dossier.Shadow counted) {
        SortedMap<String, BigDecimal> before = amounts(recorded);
        SortedMap<String, BigDecimal> after = amounts(counted);
        Set<String> names = new HashSet<>(before.keySet());
        names.addAll(after.keySet());
        return names.stream()
                .sorted()
                .filter(name -> of(before, name).compareTo(of(after, name)) != 0)
                .map(name -> "%s: %s recorded, %s counted again"
                        .formatted(
                                name,
                                of(before, name).toPlainString(),
                                of(after, name).toPlainString()))
                .toList();
    }

    private static BigDecimal of(SortedMap<String, BigDecimal> amounts, String name) {
        return amounts.getOrDefault(name, BigDecimal.ZERO);
    }

    private static SortedMap<String, BigDecimal> amounts(Dossier.Shadow figures) {
        SortedMap<String, BigDecimal> amounts = new TreeMap<>();
        figures.flips()
                .forEach(flip -> amounts.put(
                        "order value of %s -> %s in %s".formatted(flip.from(), flip.to(), flip.currency()),
                        flip.orderValue()));
        figures.money().forEach(money -> {
            amounts.put("order value newly held in " + money.currency(), money.held());
            amounts.put("order value newly released in " + money.currency(), money.released());
        });
        return amounts;
    }
}
