package dev.docket.service.draft;

import dev.docket.decision.BundleProblem;
import dev.docket.service.replay.ReplayReport;
import java.time.Instant;
import java.util.List;

/** What a draft would have decided otherwise. */
public sealed interface WouldChange {
    /** @param from the beginning of what was replayed: later than asked for if there are too many decisions */
    record Replayed(ReplayReport report, Instant from, Instant to) implements WouldChange {}

    /** The draft cannot decide. */
    record Unusable(List<BundleProblem> problems) implements WouldChange {
        public Unusable {
            problems = List.copyOf(problems);
        }
    }
}
