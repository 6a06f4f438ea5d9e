package dev.docket.service.replay;

import dev.docket.service.replay.ReplayReport.Moved;
import java.util.List;

/**
 * What a candidate would have decided otherwise.
 *
 * @param replay changes of the disposition, money by segment, warehouse and customer, samples, and what could not be replayed
 * @param codes exceptions that appear and disappear, by code
 * @param bySource money by the system that sent the order
 */
public record FollowReport(ReplayReport replay, List<CodeCount> codes, List<Moved> bySource) {
    /** Nothing seen yet. */
    public static final FollowReport EMPTY = new FollowReport(ReplayReport.EMPTY, List.of(), List.of());

    /** In how many decisions an exception is there only with the candidate, or only without it. */
    public record CodeCount(String code, long appeared, long disappeared) {}
}
