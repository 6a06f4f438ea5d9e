package dev.docket.console.changes;

import dev.docket.change.Dossier;
import dev.docket.console.shell.Texts;
import dev.docket.console.shell.Words;
import dev.docket.html.HtmlTemplate;
import dev.docket.service.change.ShadowCandidate;
import dev.docket.service.replay.FollowReport;
import dev.docket.service.replay.ReplayReport;
import dev.docket.text.Printable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a candidate decides otherwise.
 *
 * @param lead of how many decisions, and how many of them have another answer
 * @param from from when
 * @param to until when
 * @param moved the order value that moves, in all
 * @param parts the same by segment, warehouse, source and customer; only the largest
 * @param notes such as what could not be decided again
 */
public record Effect(
        String lead,
        Time from,
        Time to,
        List<Flip> flips,
        List<Moved> moved,
        List<Moved> parts,
        List<Code> codes,
        List<Sample> samples,
        List<String> notes) {
    private static final int MOST = 20;
    private static final HtmlTemplate TEMPLATE = HtmlTemplate.beside(Effect.class, "effect.html");

    /** Orders with another disposition, and what they are worth. */
    public record Flip(String from, String fromText, String to, String toText, String orders, Money worth) {}

    /** @param value as a script can read it */
    public record Money(String amount, String currency, String value) {
        static Money of(BigDecimal amount, String currency) {
            return new Money(Words.money(amount), Printable.line(currency), amount.toPlainString());
        }
    }

    /**
     * What would wait for a person and did not, and the other way round.
     *
     * @param name of a segment, warehouse, customer or system; empty for the total
     */
    public record Moved(String by, String name, String heldOrders, Money held, String releasedOrders, Money released) {}

    /** An exception that comes and goes. */
    public record Code(String code, String appears, String disappears) {}

    /** A decision that would be another. */
    public record Sample(String id, String order, String from, String fromText, String to, String toText) {}

    static Effect of(Dossier.Replay replay) {
        return new Effect(
                said(replay.decisions(), replay.changed()),
                Time.of(replay.from()),
                Time.of(replay.to()),
                replay.flips().stream().map(Effect::flip).toList(),
                replay.money().stream().map(Effect::moved).toList(),
                List.of(),
                List.of(),
                List.of(),
                replay.notReplayed().stream()
                        .map(count -> not(count.name(), count.decisions()))
                        .toList());
    }

    /** What was recorded at the end. */
    static Effect of(Dossier.Shadow shadow) {
        return new Effect(
                said(shadow.decisions(), shadow.changed()),
                Time.of(shadow.from()),
                Time.of(shadow.upTo()),
                shadow.flips().stream().map(Effect::flip).toList(),
                shadow.money().stream().map(Effect::moved).toList(),
                List.of(),
                shadow.codes().stream()
                        .map(code -> code(code.code(), code.appeared(), code.disappeared()))
                        .toList(),
                List.of(),
                notes(shadow.notReplayed().stream().map(count -> not(count.name(), count.decisions())), shadow.lag()));
    }

    /** What a replay has found. */
    public static Effect of(ReplayReport replay, Instant from, Instant to) {
        return new Effect(
                said(replay.decisions(), replay.changed()),
                Time.of(from),
                Time.of(to),
                flips(replay),
                moved("", replay.totals()),
                Stream.of(
                                moved(Texts.of("find_col_why"), replay.byCode()),
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
                said(replay.decisions(), replay.changed()),
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
                        .map(code -> code(code.code(), code.appeared(), code.disappeared()))
                        .toList(),
                samples(replay),
                notes(notReplayed(replay), seen.lag()));
    }

    private static List<Flip> flips(ReplayReport replay) {
        return replay.flips().stream()
                .map(flip -> flip(
                        new Dossier.Flip(flip.from(), flip.to(), flip.currency(), flip.decisions(), flip.orderValue())))
                .toList();
    }

    private static List<Sample> samples(ReplayReport replay) {
        return replay.samples().stream().limit(MOST).map(Effect::sample).toList();
    }

    private static Stream<String> notReplayed(ReplayReport replay) {
        return replay.notReplayed().stream().map(count -> not(count.name(), count.decisions()));
    }

    /** It as part of a page. */
    public String html() {
        return TEMPLATE.render(this, Texts.all());
    }

    /** Without what tells of single orders and customers. */
    Effect withoutOrders() {
        return new Effect(
                lead,
                from,
                to,
                flips,
                moved,
                parts.stream()
                        .filter(one -> !one.by().equals(Texts.of("key_customerId")))
                        .toList(),
                codes,
                List.of(),
                notes);
    }

    private static String said(long decisions, long changed) {
        return Texts.of(
                "change_effect", Words.number(changed), Words.number(decisions), Words.share(changed, decisions));
    }

    private static String not(String why, long decisions) {
        return Texts.of("change_not_replayed", Words.number(decisions), Words.of(Printable.line(why)));
    }

    private static List<String> notes(Stream<String> notReplayed, long lag) {
        return Stream.concat(
                        notReplayed,
                        lag > 0 ? Stream.of(Texts.of("change_shadow_lag", Words.number(lag))) : Stream.of())
                .toList();
    }

    private static Flip flip(Dossier.Flip flip) {
        return new Flip(
                flip.from(),
                disposition(flip.from()),
                flip.to(),
                disposition(flip.to()),
                Words.number(flip.decisions()),
                Money.of(flip.orderValue(), flip.currency()));
    }

    private static String disposition(String word) {
        return Texts.or("disposition_" + word, Printable.line(word));
    }

    private static Moved moved(Dossier.Money money) {
        return new Moved(
                "",
                Texts.of("change_all_orders"),
                Words.number(money.heldDecisions()),
                Money.of(money.held(), money.currency()),
                Words.number(money.releasedDecisions()),
                Money.of(money.released(), money.currency()));
    }

    private static List<Moved> moved(String by, List<ReplayReport.Moved> rows) {
        return rows.stream()
                .limit(MOST)
                .map(row -> new Moved(
                        by,
                        by.isEmpty()
                                ? Texts.of("change_all_orders")
                                : row.name().isEmpty() ? Texts.of("change_no_name") : Printable.line(row.name()),
                        Words.number(row.heldDecisions()),
                        Money.of(row.held(), row.currency()),
                        Words.number(row.releasedDecisions()),
                        Money.of(row.released(), row.currency())))
                .toList();
    }

    private static Code code(String code, long appeared, long disappeared) {
        return new Code(Printable.line(code), Words.number(appeared), Words.number(disappeared));
    }

    private static Sample sample(ReplayReport.Sample sample) {
        return new Sample(
                sample.decisionId(),
                Printable.line(sample.orderId()),
                sample.from(),
                disposition(sample.from()),
                sample.to(),
                disposition(sample.to()));
    }
}
