package dev.docket.rules.lint;

import dev.docket.rules.language.ParameterDefinition;
import dev.docket.rules.language.Validity;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The days from which some parameter has another value. Between two of them the policy is the same on every day.
 *
 * @param starts the first stands for all time before
 */
record PolicyDays(NavigableSet<LocalDate> starts) {
    static PolicyDays of(Collection<ParameterDefinition> parameters) {
        NavigableSet<LocalDate> starts = new TreeSet<>(List.of(LocalDate.MIN));
        parameters.forEach(parameter -> starts.addAll(parameter.values().keySet()));
        return new PolicyDays(starts);
    }

    /** Those whose values hold on some day of a validity. */
    SortedSet<LocalDate> in(Validity validity) {
        LocalDate from = validity.from() == null ? LocalDate.MIN : starts.floor(validity.from());
        LocalDate until = validity.until() == null ? LocalDate.MAX : validity.until();
        return starts.subSet(from == null ? LocalDate.MIN : from, true, until, true);
    }
}
