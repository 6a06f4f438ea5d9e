package dev.docket.console.decision;

import dev.docket.console.decision.DecisionPage.Lift;
import dev.docket.console.decision.DecisionPage.Tried;
import dev.docket.console.decision.DecisionPage.Way;
import dev.docket.console.shell.Texts;
import dev.docket.console.shell.Words;
import dev.docket.decision.rule.Firing;
import dev.docket.decision.rule.WouldCease;
import dev.docket.decision.rule.WouldNeed;
import dev.docket.decision.taxonomy.Disposition;
import dev.docket.service.whatif.Held;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Says what holds a decision where it is, and what would let go of it. */
final class Lifts {
    private final Rules rules;
    private final Values values;

    Lifts(Rules rules, Values values) {
        this.rules = rules;
        this.values = values;
    }

    /** Nothing for an order that nothing holds. */
    List<Lift> of(Held held) {
        int all = held.grounds().size() + held.more();
        if (all == 0 && held.others().isEmpty()) {
            return List.of();
        }
        return List.of(new Lift(
                Piece.sentence(lead(all, held), Piece.words(words(held.disposition()))),
                held.grounds().stream().map(ground -> ground(held, ground)).toList(),
                held.more() == 0 ? List.of() : Piece.sentence("lift_more", Piece.number(held.more())),
                held.others().stream().map(other -> Texts.of("lift_" + other)).toList(),
                held.together().map(tried -> together(tried, held)).stream().toList()));
    }

    private static String lead(int all, Held held) {
        return all + held.others().size() > 1 ? "lift_all" : all == 1 ? "lift_one" : "lift_other";
    }

    private DecisionPage.Ground ground(Held held, Held.Ground ground) {
        Firing firing = ground.firing();
        String id = firing.ruleId().text();
        return new DecisionPage.Ground(
                id,
                Words.ofId(id),
                rules.sentence(id),
                firing.line() == null ? "" : Piece.text(firing.line().lineId()).text(),
                ground.ways().stream().map(way -> way(held, way)).toList());
    }

    private Way way(Held held, Held.Way way) {
        // Where others hold it as well, that it stays is no news.
        boolean isAlone = held.grounds().size() + held.more() + held.others().size() == 1;
        List<Tried> tried = way
                .tried()
                .filter(one -> isAlone || one.disposition() != held.disposition())
                .map(one -> tried(one, held.disposition()))
                .stream()
                .toList();
        return new Way(says(way.cease()), now(way.cease().path()), tried);
    }

    private List<Piece> now(String path) {
        return Optional.of(values.at(path))
                .filter(value -> value.isValueNode() && !value.isNull())
                .map(value -> Piece.sentence("way_now", values.of(path, value)))
                .orElse(List.of());
    }

    /** At which values a rule would not fire: "overdue days at most 30". */
    private List<Piece> says(WouldCease cease) {
        return says(values, cease.path(), cease.range());
    }

    static List<Piece> says(Values values, String path, WouldNeed.Range range) {
        Piece name = Values.name(path);
        return switch (range) {
            case WouldNeed.Range.Between between -> between(values, path, between);
            case WouldNeed.Range.OneOf one -> listed("way_one_of", values, path, one.values());
            case WouldNeed.Range.NoneOf none -> listed("way_none_of", values, path, none.values());
            case WouldNeed.Range.Present present -> Piece.sentence("way_present", name);
            case WouldNeed.Range.Absent absent -> Piece.sentence("way_absent", name);
        };
    }

    private static List<Piece> between(Values values, String path, WouldNeed.Range.Between between) {
        Piece name = Values.name(path);
        Object low = between.low();
        Object high = between.high();
        if (low != null && high != null) {
            return Piece.sentence("way_between", name, values.of(path, low), values.of(path, high));
        }
        return low != null
                ? Piece.sentence(between.lowIncluded() ? "way_at_least" : "way_above", name, values.of(path, low))
                : high != null
                        ? Piece.sentence(
                                between.highIncluded() ? "way_at_most" : "way_below", name, values.of(path, high))
                        : List.of(name);
    }

    private static List<Piece> listed(String text, Values values, String path, List<Object> listed) {
        List<Piece> pieces = new ArrayList<>(Piece.sentence(text, Values.name(path)));
        for (int i = 0; i < listed.size(); i++) {
            pieces.add(Piece.words(i == 0 ? " " : i == listed.size() - 1 ? " " + Texts.of("word_or") + " " : ", "));
            pieces.add(values.of(path, listed.get(i)));
        }
        return List.copyOf(pieces);
    }

    /** One value was tried, beside which it stands of what. */
    private Tried tried(Held.Tried tried, Disposition before) {
        return tried(tried, before, this::set);
    }

    private Tried together(Held.Tried tried, Held held) {
        return tried(
                tried,
                held.disposition(),
                (path, value) -> value.isEmpty()
                        ? set(path, value)
                        : Piece.sentence("way_set", Values.name(path), value(path, value)));
    }

    private static Tried tried(Held.Tried tried, Disposition before, BiFunction<String, String, List<Piece>> with) {
        return new Tried(
                tried.values().entrySet().stream()
                        .map(one -> with.apply(one.getKey(), one.getValue()))
                        .toList(),
                tried.disposition().name(),
                words(tried.disposition()),
                tried.disposition() == before);
    }

    private List<Piece> set(String path, String value) {
        return value.isEmpty() ? Piece.sentence("way_absent", Values.name(path)) : List.of(value(path, value));
    }

    private Piece value(String path, String value) {
        return values.at(path).isNumber() ? values.of(path, new BigDecimal(value)) : values.of(path, (Object) value);
    }

    private static String words(Disposition disposition) {
        return Texts.or("disposition_" + disposition.name(), Words.sentence(disposition.name()));
    }
}
