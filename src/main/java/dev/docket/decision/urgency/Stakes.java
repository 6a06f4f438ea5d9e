package dev.docket.decision.urgency;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a classifier needs besides the order to speak in money.
 *
 * @param codes of the standing exceptions
 */
public record Stakes(LossPolicy policy, SortedSet<String> codes) {
    public static final Stakes DEFAULT = new Stakes(LossPolicy.DEFAULT, new TreeSet<>());

    public Stakes {
        codes = Collections.unmodifiableSortedSet(new TreeSet<>(codes));
    }
}
