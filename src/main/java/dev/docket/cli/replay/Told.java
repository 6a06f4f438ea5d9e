package dev.docket.cli.replay;

import dev.docket.service.replay.Cause;
import dev.docket.service.replay.ReplayReport;
import dev.docket.service.replay.ReplayReport.Moved;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A replay that is to be told.
 *
 * @param tried what decided, in words
 * @param asRecorded whether that is the bundles that decided, so that everything must be the same
 * @param question which decisions, and with what, as the state has it
 */
public record Told(String tried, boolean asRecorded, String question, ReplayReport report) {
    static final int MOST_ROWS = 10;

    // What somebody decided not to keep; everything else should have been there.
    private static final List<String> MEANT = List.of("RETIRED", "MASKED");

    /** Whether everything that could be decided again came out as it was recorded. */
    public boolean isReproduced() {
        return report.causedBy(Cause.ENGINE) == 0
                && report.causedBy(Cause.RECORD) == 0
                && report.notReplayed().stream().allMatch(count -> MEANT.contains(count.name()));
    }

    /** The largest of each currency. */
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

    /** One sentence that says what came of it. */
    String verdict() {
        long decided = report.decisions() - notReplayed();
        if (decided == 0) {
            return report.decisions() == 0
                    ? "No decision was selected."
                    : "None of %s decisions could be decided again.".formatted(Amounts.count(report.decisions()));
        }
        String all = decisions(decided);
        if (asRecorded) {
            return report.changed() == 0
                    ? "All %s came out the same, byte for byte.".formatted(all)
                    : "%s of %s did not come out as they were recorded."
                            .formatted(Amounts.count(report.changed()), all);
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
