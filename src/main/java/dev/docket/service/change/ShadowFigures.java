package dev.docket.service.change;

import dev.docket.change.Dossier;
import dev.docket.change.guard.Figures.Place;
import dev.docket.service.replay.FollowReport;
import dev.docket.service.replay.FollowState;
import java.time.Instant;

/** What a shadow saw, as its end records it: the first rows of each list. */
public final class ShadowFigures {
    /** Of each list. */
    public static final int MOST_ROWS = 100;

    private ShadowFigures() {}

    /**
     * Of what was counted so far.
     *
     * @param upTo when that was
     * @param lag how many records had not been looked at
     */
    public static Dossier.Shadow of(FollowState state, Instant upTo, long lag) {
        FollowReport report = state.report();
        return new Dossier.Shadow(
                state.from(),
                upTo,
                lag,
                report.replay().decisions(),
                report.replay().changed(),
                report.replay().flips().stream()
                        .limit(MOST_ROWS)
                        .map(MakeDossier::flip)
                        .toList(),
                report.codes().stream()
                        .limit(MOST_ROWS)
                        .map(count -> new Dossier.Codes(count.code(), count.appeared(), count.disappeared()))
                        .toList(),
                report.replay().totals().stream()
                        .limit(MOST_ROWS)
                        .map(MakeDossier::money)
                        .toList(),
                report.replay().notReplayed().stream()
                        .map(count -> new Dossier.Count(count.name(), count.decisions()))
                        .toList(),
                report.classes().stream()
                        .map(count -> new Dossier.ClassFlip(count.from(), count.to(), count.decisions()))
                        .toList(),
                state.places().stream()
                        .map(place -> new Place(place.stream(), place.sequence()))
                        .toList());
    }
}
