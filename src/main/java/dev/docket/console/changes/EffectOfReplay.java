package dev.docket.console.changes;

import dev.docket.change.Dossier;
import dev.docket.console.shell.Texts;
import dev.docket.console.shell.Words;
import dev.docket.service.change.ShadowCandidate;
import dev.docket.service.replay.FollowReport;
import dev.docket.service.replay.ReplayReport;
import dev.docket.text.Printable;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What replays have found, in words. */
public final class EffectOfReplay {
    private static final int MOST = 20;

    private EffectOfReplay() {}

    /** What a replay has found. */
    public static Effect of(ReplayReport replay, Instant from, Instant to) {
        return new Effect(
                Effect.said(replay.decisions(), replay.changed()),
                Time.of(from),
                Time.of(to),
                flips(replay),
                moved("", replay.totals()),
                Stream.of(
                                moved(Texts.of("key_code"), replay.byCode()),
                                moved(Texts.of("key_segment"), replay.bySegment()),
                                moved(Texts.of("key_warehouse"), replay.byWarehouse()),
                                moved(Texts.of("key_customerId"), replay.byCustomer()))
                        .flatMap(List::stream)
                        .toList(),
                List.of(),
                samples(replay),
                notReplayed(replay).toList());
    }

    /** What is seen so far. */
    static Effect of(ShadowCandidate.Seen seen, Instant now) {
        FollowReport report = seen.report();
        ReplayReport replay = report.replay();
        return new Effect(
                Effect.said(replay.decisions(), replay.changed()),
                Time.of(seen.shadow().from()),
                Time.of(now),
                flips(replay),
                moved("", replay.totals()),
                Stream.of(
                                moved(Texts.of("key_segment"), replay.bySegment()),
                                moved(Texts.of("key_warehouse"), replay.byWarehouse()),
                                moved(Texts.of("origin_source"), report.bySource()),
                                moved(Texts.of("key_customerId"), replay.byCustomer()))
                        .flatMap(List::stream)
                        .toList(),
                report.codes().stream()
                        .limit(MOST)
                        .map(code -> Effect.code(code.code(), code.appeared(), code.disappeared()))
                        .toList(),
                samples(replay),
                Effect.notes(notReplayed(replay), seen.lag()));
    }

    private static List<Effect.Flip> flips(ReplayReport replay) {
        return replay.flips().stream()
                .map(flip -> Effect.flip(
                        new Dossier.Flip(flip.from(), flip.to(), flip.currency(), flip.decisions(), flip.orderValue())))
                .toList();
    }

    private static List<Effect.Sample> samples(ReplayReport replay) {
        return replay.samples().stream().limit(MOST).map(EffectOfReplay::sample).toList();
    }

    private static Stream<String> notReplayed(ReplayReport replay) {
        return replay.notReplayed().stream().map(count -> Effect.not(count.name(), count.decisions()));
    }

    private static List<Effect.Moved> moved(String by, List<ReplayReport.Moved> rows) {
        return rows.stream()
                .limit(MOST)
                .map(row -> new Effect.Moved(
                        by,
                        by.isEmpty()
                                ? Texts.of("change_all_orders")
                                : row.name().isEmpty() ? Texts.of("change_no_name") : Printable.line(row.name()),
                        Words.number(row.heldDecisions()),
                        Effect.Money.of(row.held(), row.currency()),
                        Words.number(row.releasedDecisions()),
                        Effect.Money.of(row.released(), row.currency())))
                .toList();
    }

    private static Effect.Sample sample(ReplayReport.Sample sample) {
        return new Effect.Sample(
                sample.decisionId(),
                Printable.line(sample.orderId()),
                sample.from(),
                Effect.disposition(sample.from()),
                sample.to(),
                Effect.disposition(sample.to()));
    }
}
