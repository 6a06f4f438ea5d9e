package dev.docket.cli.replay;

import dev.docket.service.replay.ReplayReport;
import dev.docket.service.replay.ReplayReport.Moved;
import dev.docket.service.replay.change.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A finished replay, ready to report.
 *
 * @param tried what decided, for people
 * @param asRecorded whether the recorded bundles decided, so that every answer must match
 * @param question which decisions, and with what, as in the saved state
 */
public record FinishedReplay(String tried, boolean asRecorded, String question, ReplayReport report) {
    static final int MOST_ROWS = 10;

    // Bundles deliberately not kept; all others should be there.
    private static final List<String> MEANT = List.of("RETIRED", "MASKED");

    /** Whether every decision that could be decided again matches its record. */
    public boolean isReproduced() {
        return report.causedBy(Cause.ENGINE) == 0
                && report.causedBy(Cause.RECORD) == 0
                && report.notReplayed().stream().allMatch(count -> MEANT.contains(count.name()));
    }

    /** The largest amounts per currency. */
    static Map<String, List<Moved>> largest(List<Moved> rows) {
        Map<String, List<Moved>> byCurrency = new TreeMap<>();
        for (Moved row : rows) {
            List<Moved> largest = byCurrency.computeIfAbsent(row.currency(), currency -> new ArrayList<>());
            if (largest.size() < MOST_ROWS) {
                largest.add(row);
            }
        }
        return byCurrency;
    }

    static String name(String name) {
        return name.isEmpty() ? "(none)" : name;
    }

    /** The count of a name in a list of counts. */
    static long of(List<ReplayReport.Count> counts, Enum<?> name) {
        return counts.stream()
                .filter(count -> count.name().equals(name.name()))
                .mapToLong(ReplayReport.Count::decisions)
                .sum();
    }

    /** The result in one sentence. */
    String verdict() {
        long decided = report.decisions() - notReplayed();
        if (decided == 0) {
            return report.decisions() == 0
                    ? "No decisions match the filter."
                    : "None of %s decisions could be decided again.".formatted(Amounts.count(report.decisions()));
        }
        String all = decisions(decided);
        if (asRecorded) {
            return report.changed() == 0
                    ? "Reproduced byte for byte: %s.".formatted(all)
                    : "Not reproduced: %s of %s.".formatted(Amounts.count(report.changed()), all);
        }
        return "%s of %s would get another disposition; %s would change in some way."
                .formatted(Amounts.count(report.flipped()), all, Amounts.count(report.changed()));
    }

    static String decisions(long count) {
        return Amounts.count(count) + (count == 1 ? " decision" : " decisions");
    }

    long notReplayed() {
        return report.notReplayed().stream()
                .mapToLong(ReplayReport.Count::decisions)
                .sum();
    }
}
