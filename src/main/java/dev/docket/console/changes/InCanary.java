package dev.docket.console.changes;

import dev.docket.change.Dossier;
import dev.docket.change.guard.Figures;
import dev.docket.change.guard.Guard;
import dev.docket.change.guard.Verdict;
import dev.docket.console.shell.Texts;
import dev.docket.console.shell.Words;
import dev.docket.service.change.canary.RunCanary;
import dev.docket.text.Printable;
import java.util.List;

/**
 * A canary of a change.
 *
 * @param isRunning whether figures still come in
 * @param lead for which orders, and what was counted
 * @param verdict over all limits; empty if it was cut short
 * @param notes what its figures cannot say
 */
public record InCanary(boolean isRunning, String lead, List<Badge> verdict, List<Limit> limits, List<String> notes) {
    /** @param tone of a verdict, as a disposition's */
    public record Badge(String tone, String text) {
        static Badge of(Verdict verdict) {
            return new Badge(
                    switch (verdict) {
                        case HEALTHY -> "RELEASE";
                        case REGRESSION -> "REJECT";
                        case NOT_ENOUGH -> "REVIEW";
                    },
                    Texts.of("change_verdict_" + verdict));
        }
    }

    /** What is known of a limit. */
    public record Limit(String metric, Badge verdict, String says) {
        static Limit of(Guard.Reading reading) {
            return new Limit(
                    Texts.of("change_metric_" + reading.metric()), Badge.of(reading.verdict()), reading.says());
        }
    }

    static InCanary of(RunCanary.Seen seen) {
        return new InCanary(
                true,
                lead("change_canary_running", seen.canary().selector().toString(), seen.figures()),
                List.of(Badge.of(seen.figures().verdict())),
                seen.readings().stream().map(Limit::of).toList(),
                seen.notKnown());
    }

    /** One that is over. */
    static InCanary of(Dossier.Tried tried) {
        Figures figures = tried.figures();
        return figures == null
                ? new InCanary(
                        false,
                        Texts.of(
                                "change_canary_cut",
                                Printable.line(tried.selector().toString())),
                        List.of(),
                        List.of(),
                        List.of())
                : new InCanary(
                        false,
                        lead("change_canary_ended", tried.selector().toString(), figures),
                        List.of(Badge.of(figures.verdict())),
                        new Guard(tried.limits())
                                .readings(figures.counts()).stream()
                                        .map(Limit::of)
                                        .toList(),
                        List.of());
    }

    private static String lead(String text, String selector, Figures figures) {
        return Texts.of(
                text,
                Printable.line(selector),
                Words.number(figures.counts().orders()),
                Words.number(figures.counts().stricter()));
    }
}
