package dev.docket.decision;

import dev.docket.decision.rule.LineRef;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Chooses among the remedies for a shortage. Of the standing remedies of a short line, exactly one is preferred: the
 * first in the order that the bundle names. A remedy of the whole order counts for each of its short lines.
 */
final class Remedies {
    private final List<String> order;
    private final List<Ledger.Entry> standing;

    Remedies(List<String> order, List<Ledger.Entry> actions) {
        this.order = order;
        this.standing = actions.stream()
                .filter(entry -> entry.stands() && entry.action().remediesShortage())
                .sorted(Comparator.<Ledger.Entry>comparingInt(
                                entry -> rank(entry.action().type()))
                        .thenComparing(entry -> entry.action().ruleId()))
                .toList();
    }

    /** The preferred remedy of each short line, at most one per line. */
    Set<Ledger.Entry> preferredFor(List<Integer> shortLines) {
        Set<Ledger.Entry> preferred = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<Integer> waiting = new HashSet<>(shortLines);
        for (Ledger.Entry remedy : standing) {
            LineRef line = remedy.action().line();
            boolean isFirst = line == null ? !waiting.isEmpty() : waiting.remove(line.index());
            if (isFirst) {
                preferred.add(remedy);
            }
            if (line == null) {
                waiting.clear();
            }
        }
        return preferred;
    }

    private int rank(String type) {
        int index = order.indexOf(type);
        return index < 0 ? order.size() : index;
    }
}
