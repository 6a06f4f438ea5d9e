package dev.docket.service.replay;

import dev.docket.service.replay.ReplayReport.Moved;
import java.util.List;

/**
 * What a candidate would have decided otherwise.
 *
 * @param replay changes of the disposition, money by segment, warehouse and customer, samples, and what could not be replayed
 * @param codes exceptions that appear and disappear, by code
 * @param bySource money by the system that sent the order
 * @param classes changes of the priority class
 */
public record FollowReport(ReplayReport replay, List<CodeCount> codes, List<Moved> bySource, List<ClassCount> classes) {
    /** Nothing seen yet. */
    public static final FollowReport EMPTY = new FollowReport(ReplayReport.EMPTY, List.of(), List.of(), List.of());

    /** In how many decisions an exception is there only with the candidate, or only without it. */
    public record CodeCount(String code, long appeared, long disappeared) {}

    /** How many decisions changed from one priority class to another. */
    public record ClassCount(String from, String to, long decisions) {}

    /** How many decisions could be made again. */
    public long replayed() {
        return replay.decisions()
                - replay.notReplayed().stream()
                        .mapToLong(ReplayReport.Count::decisions)
                        .sum();
    }

    /** In how many of these the priority class is the same. */
    public long agreeing() {
        return replayed() - classes.stream().mapToLong(ClassCount::decisions).sum();
    }
}
