package dev.docket.console.today;

import dev.docket.change.PolicyLog;
import dev.docket.console.find.Behind;
import dev.docket.console.shell.Rate;
import dev.docket.console.shell.Texts;
import dev.docket.console.shell.Words;
import dev.docket.console.today.TodayPage.Choice;
import dev.docket.console.today.TodayPage.Fact;
import dev.docket.console.today.TodayPage.Tile;
import dev.docket.service.bundle.DescribeBundle;
import dev.docket.service.outcome.Became;
import dev.docket.service.outcome.CountDecisions;
import dev.docket.service.outcome.Counted;
import dev.docket.service.outcome.Period;
import dev.docket.service.proof.DescribeJournal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Supplier;

/** Counts for readers how it goes. */
public final class Today {
    private final CountDecisions count;
    private final DescribeJournal journal;
    private final DescribeBundle describe;
    private final Supplier<PolicyLog> changes;
    private final Supplier<SortedMap<String, Double>> drift;

    /**
     * Counts for readers.
     *
     * @param changes those that are known now
     * @param drift the stability index of each input of the model, and not a number while that is not known
     */
    public Today(
            CountDecisions count,
            DescribeJournal journal,
            DescribeBundle describe,
            Supplier<PolicyLog> changes,
            Supplier<SortedMap<String, Double>> drift) {
        this.count = count;
        this.journal = journal;
        this.describe = describe;
        this.changes = changes;
        this.drift = drift;
    }

    /**
     * @param maySearch whether the reader may see the decisions behind the figures
     * @param maySeeChanges whether the reader may see policy changes
     */
    public String html(Period period, boolean maySearch, boolean maySeeChanges) {
        return page(count.of(period), maySearch, maySeeChanges).html();
    }

    /**
     * How the model that decides now did in the last 30 days.
     *
     * @param counted of what the figures are
     * @param calibration a table as HTML, as is {@code drift}
     */
    public record OfModel(String counted, String calibration, String drift) {}

    /** @param maySearch whether the reader may see the decisions behind the figures */
    public OfModel ofModel(boolean maySearch) {
        Counted counted = count.of(Period.MONTH);
        Figures figures = new Figures(counted, describe, Behind.of(counted, maySearch));
        return new OfModel(
                ofWhat(counted),
                figures.calibration().html(),
                Drift.of(drift.get()).html());
    }

    private static String ofWhat(Counted counted) {
        return Texts.of(
                counted.isWhole() ? "today_counted" : "today_counted_newest", Words.number(counted.decisions()));
    }

    private TodayPage page(Counted counted, boolean maySearch, boolean maySeeChanges) {
        Behind behind = Behind.of(counted, maySearch);
        Figures figures = new Figures(counted, describe, behind);
        Trend trend = new Trend(counted, behind);
        List<TodayPage.Rated> rated = figures.rules();
        return new TodayPage(
                Arrays.stream(Period.values())
                        .map(one -> new Choice(
                                Texts.of("within_" + one.word()),
                                "/console/today?within=" + one.word(),
                                one == counted.period()))
                        .toList(),
                ofWhat(counted),
                counted.decisions() == 0,
                tiles(counted, behind),
                trend.bars(),
                Words.number(trend.highest()),
                new TodayPage.Time(Words.time(counted.from()), counted.from().toString()),
                new TodayPage.Time(Words.time(counted.until()), counted.until().toString()),
                figures.dispositions(),
                figures.priorities(),
                figures.exceptions(),
                figures.senders(),
                figures.bySender(),
                figures.ageing(),
                rated,
                rated.isEmpty() ? Texts.of("today_no_rules") : "",
                figures.calibration().html(),
                service(maySeeChanges),
                Drift.of(drift.get()).html());
    }

    private static List<Tile> tiles(Counted counted, Behind behind) {
        long waiting = counted.waiting().stream()
                .flatMap(age -> age.byDisposition().values().stream())
                .mapToLong(Long::longValue)
                .sum();
        var outcomes = counted.outcomes().all();
        return List.of(
                new Tile(
                        Texts.of("today_decisions"),
                        Words.number(counted.decisions()),
                        Texts.of("today_decisions_note", Words.number(counted.exceptions())),
                        behind.of(),
                        some(counted.exceptions(), behind.of("exceptions", "some"))),
                new Tile(
                        Texts.of("today_touchless"),
                        Words.share(
                                counted.touchless().hits(), counted.touchless().all()),
                        Texts.of(
                                "today_touchless_note",
                                Words.number(counted.touchless().hits())),
                        some(counted.touchless().hits(), behind.of(Became.TOUCHLESS)),
                        ""),
                new Tile(
                        Texts.of("today_waiting"),
                        Words.number(waiting),
                        Texts.of("today_waiting_note"),
                        some(waiting, behind.of(Became.WAITING)),
                        "#ageing"),
                new Tile(
                        Texts.of("today_overridden"),
                        Words.share(
                                outcomes.overridden().hits(),
                                outcomes.overridden().all()),
                        Rate.saying(outcomes.overridden(), "today_overridden_note"),
                        some(outcomes.overridden().hits(), behind.of(Became.OVERRIDDEN)),
                        some(outcomes.overridden().all(), behind.of(Became.FOLLOWED_OR_OVERRIDDEN))),
                new Tile(
                        Texts.of("today_false_holds"),
                        Words.share(
                                outcomes.falseHolds().hits(),
                                outcomes.falseHolds().all()),
                        Rate.saying(outcomes.falseHolds(), "today_false_holds_note"),
                        some(outcomes.falseHolds().hits(), behind.of(Became.FALSE_HOLD)),
                        some(outcomes.falseHolds().all(), behind.of(Became.STOPPED))));
    }

    private static String some(long count, String path) {
        return count == 0 ? "" : path;
    }

    private List<Fact> service(boolean maySeeChanges) {
        List<Fact> facts = new ArrayList<>();
        var bundle = describe.id();
        facts.add(new Fact(
                Texts.of("origin_bundle"),
                bundle.name() + " " + bundle.version(),
                "",
                bundle.digest().text(),
                "/console/rules"));
        describe.model()
                .ifPresent(model -> facts.add(new Fact(
                        Texts.of("origin_model"),
                        model.id().name() + " " + model.id().version(),
                        "",
                        model.id().digest().text(),
                        "/console/model")));
        facts.add(new Fact(
                Texts.of("today_changes"),
                Texts.of("today_in_flight", Words.number(inFlight())),
                "",
                "",
                maySeeChanges ? "/console/changes" : ""));
        for (DescribeJournal.Stream stream : journal.streams()) {
            facts.add(new Fact(
                    Texts.of("today_journal"),
                    Texts.of("today_records", Words.number(stream.records())),
                    "",
                    stream.name(),
                    ""));
            facts.add(stream.signedAt()
                    .map(at -> new Fact(
                            Texts.of("today_signed", Words.number(stream.signed())),
                            Words.time(at),
                            at.toString(),
                            stream.name(),
                            ""))
                    .orElseGet(() ->
                            new Fact(Texts.of("today_checkpoint"), Texts.of("today_unsigned"), "", stream.name(), "")));
        }
        return facts;
    }

    private long inFlight() {
        return changes.get().changes().values().stream()
                .filter(change -> change.state().isOpen())
                .count();
    }
}
