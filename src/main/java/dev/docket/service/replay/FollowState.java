package dev.docket.service.replay;

import java.time.Instant;
import java.util.List;

/**
 * How far a follower is, together with what it counted: nothing else is needed to go on without counting anything twice.
 *
 * @param candidate what decides again; another candidate cannot continue from here
 * @param from decisions received earlier do not count
 * @param places the last record looked at in each stream
 */
public record FollowState(String candidate, Instant from, List<Place> places, FollowReport report) {
    /** Records up to this one were looked at. */
    public record Place(String stream, long sequence) {}
}
