package dev.docket.console.changes;

import dev.docket.change.Dossier;
import dev.docket.console.shell.Texts;
import dev.docket.console.shell.Words;
import dev.docket.html.HtmlTemplate;
import dev.docket.text.Printable;
import java.math.BigDecimal;
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

    static String said(long decisions, long changed) {
        return Texts.of(
                "change_effect", Words.number(changed), Words.number(decisions), Words.share(changed, decisions));
    }

    static String not(String why, long decisions) {
        return Texts.of("change_not_replayed", Words.number(decisions), Words.of(Printable.line(why)));
    }

    static List<String> notes(Stream<String> notReplayed, long lag) {
        return Stream.concat(
                        notReplayed,
                        lag > 0 ? Stream.of(Texts.of("change_shadow_lag", Words.number(lag))) : Stream.of())
                .toList();
    }

    static Flip flip(Dossier.Flip flip) {
        return new Flip(
                flip.from(),
                disposition(flip.from()),
                flip.to(),
                disposition(flip.to()),
                Words.number(flip.decisions()),
                Money.of(flip.orderValue(), flip.currency()));
    }

    static String disposition(String word) {
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

    static Code code(String code, long appeared, long disappeared) {
        return new Code(Printable.line(code), Words.number(appeared), Words.number(disappeared));
    }
}
