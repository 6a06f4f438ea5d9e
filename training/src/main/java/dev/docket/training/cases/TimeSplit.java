package dev.docket.training.cases;

import dev.docket.training.TrainingException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** An earlier and a later part without a group in common: rows of one shipment share one fate. */
public record TimeSplit(List<Case> earlier, List<Case> later) {
    /** @param cases in order of time */
    public static TimeSplit of(List<Case> cases, double laterShare) {
        int cut = (int) (cases.size() * (1 - laterShare));
        if (cut <= 0 || cut >= cases.size()) {
            throw new TrainingException(
                    String.format(Locale.ROOT, "%,d orders with outcomes are too few to split by time.", cases.size()));
        }
        Instant begin = cases.get(cut).at();
        List<Case> earlier =
                cases.stream().filter(one -> one.at().isBefore(begin)).toList();
        Set<String> groups = new HashSet<>();
        earlier.forEach(one -> groups.add(one.group()));
        List<Case> later = cases.stream()
                .filter(one -> !one.at().isBefore(begin) && !groups.contains(one.group()))
                .toList();
        return new TimeSplit(earlier, later);
    }

    /** @param cases in order of time; the later part begins at one share of them and ends at another */
    public static TimeSplit between(List<Case> cases, double from, double to) {
        List<Case> first = cases.subList(0, (int) (cases.size() * to));
        return of(first, 1 - from / to);
    }
}
