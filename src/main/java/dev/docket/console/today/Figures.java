package dev.docket.console.today;

import dev.docket.console.find.Behind;
import dev.docket.console.shell.Rate;
import dev.docket.console.shell.Texts;
import dev.docket.console.shell.Words;
import dev.docket.console.today.TodayPage.Ageing;
import dev.docket.console.today.TodayPage.BySender;
import dev.docket.console.today.TodayPage.Cell;
import dev.docket.console.today.TodayPage.Column;
import dev.docket.console.today.TodayPage.Group;
import dev.docket.console.today.TodayPage.OfCode;
import dev.docket.console.today.TodayPage.Rated;
import dev.docket.console.today.TodayPage.Row;
import dev.docket.console.today.TodayPage.Sender;
import dev.docket.console.today.TodayPage.Source;
import dev.docket.console.today.TodayPage.Waiting;
import dev.docket.decision.rule.RuleDescription;
import dev.docket.decision.taxonomy.Automation;
import dev.docket.decision.taxonomy.Category;
import dev.docket.decision.taxonomy.Disposition;
import dev.docket.service.bundle.DescribeBundle;
import dev.docket.service.outcome.Became;
import dev.docket.service.outcome.Counted;
import dev.docket.service.outcome.OutcomeStatistics;
import dev.docket.service.outcome.Share;
import dev.docket.service.work.Holding;
import dev.docket.text.Printable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The counts of a period in words. */
record Figures(Counted counted, DescribeBundle describe, Behind behind) {
    private static final int MOST_RULES = 12;
    private static final int MOST_SENDERS = 12;
    private static final int MOST_COLUMNS = 5;
    private static final int MOST_CODES = 12;

    List<Row> dispositions() {
        return Arrays.stream(Disposition.values())
                .map(one -> row(
                        Texts.of("disposition_" + one),
                        "",
                        one.name(),
                        counted.byDisposition().getOrDefault(one, 0L),
                        counted.decisions(),
                        behind.of("disposition", one.name())))
                .toList();
    }

    List<Row> priorities() {
        return counted.byPriority().entrySet().stream()
                .map(one -> row(
                        one.getKey(),
                        "",
                        one.getKey(),
                        one.getValue(),
                        counted.decisions(),
                        behind.of("priority", one.getKey())))
                .toList();
    }

    List<Group> exceptions() {
        long most = counted.byCode().values().stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
        SortedMap<String, List<Row>> groups = new TreeMap<>();
        counted.byCode().entrySet().stream().sorted(mostFirst()).forEach(code -> groups.computeIfAbsent(
                        area(code.getKey()), none -> new ArrayList<>())
                .add(row(
                        code.getKey(),
                        name(code.getKey()),
                        "",
                        code.getValue(),
                        most,
                        behind.of("code", code.getKey()),
                        sources(code.getKey()))));
        return groups.entrySet().stream()
                .map(group -> new Group(group.getKey(), group.getValue()))
                .toList();
    }

    /** What raised an exception. A decision under another policy may have it from a rule that the active one lacks. */
    private List<Source> sources(String code) {
        SortedMap<String, Long> fired = counted.rulesByCode().getOrDefault(code, Collections.emptySortedMap());
        return describe.rules().stream()
                .filter(rule -> times(fired, rule) > 0 && raises(rule, code))
                .sorted(Comparator.comparingLong((RuleDescription rule) -> -times(fired, rule))
                        .thenComparing(rule -> rule.ruleId().text()))
                .map(rule -> new Source(
                        Words.ofId(rule.ruleId().text()),
                        "/console/rules/" + rule.ruleId().text(),
                        Words.number(times(fired, rule)),
                        behind.of("code", code, "ruleId", rule.ruleId().text())))
                .toList();
    }

    private static long times(SortedMap<String, Long> fired, RuleDescription rule) {
        return fired.getOrDefault(rule.ruleId().text(), 0L);
    }

    private static boolean raises(RuleDescription rule, String code) {
        return rule.raises().stream().anyMatch(one -> one.text().equals(code));
    }

    /** Of a code that the active taxonomy does not have, nobody knows it. */
    private String area(String code) {
        return describe.taxonomy().codes().containsKey(code)
                ? Words.sentence(Category.of(code).name())
                : Texts.of("today_other");
    }

    private String name(String code) {
        var entry = describe.taxonomy().codes().get(code);
        return entry == null ? "" : Words.of(entry.name());
    }

    private static Comparator<Map.Entry<String, Long>> mostFirst() {
        return Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey());
    }

    /** @param most how many the longest bar stands for */
    private Row row(String text, String note, String tone, long count, long most, String path) {
        return row(text, note, tone, count, most, path, List.of());
    }

    private Row row(String text, String note, String tone, long count, long most, String path, List<Source> sources) {
        return new Row(
                text,
                note,
                tone,
                Words.number(count),
                Words.share(count, counted.decisions()),
                Words.length((double) count, (double) most),
                count == 0 ? "" : path,
                sources);
    }

    Ageing ageing() {
        List<Disposition> columns = Arrays.stream(Disposition.values())
                .filter(one -> one.automation() == Automation.HUMAN)
                .toList();
        List<Waiting> rows = new ArrayList<>();
        for (Counted.Age age : counted.waiting()) {
            boolean isOldest = rows.size() + 1 == counted.waiting().size();
            rows.add(new Waiting(
                    isOldest
                            ? Texts.of("age_older")
                            : Texts.of(age.hours() == 1 ? "age_hour" : "age_hours", Words.number(age.hours())),
                    columns.stream().map(column -> cell(age, column)).toList()));
        }
        return new Ageing(
                columns.stream().map(one -> Texts.of("disposition_" + one)).toList(), rows);
    }

    private Cell cell(Counted.Age age, Disposition disposition) {
        Long waiting = age.byDisposition().get(disposition);
        return waiting == null
                ? new Cell("", "")
                : new Cell(
                        Words.number(waiting),
                        behind.between(age.from(), age.to()).of(Became.WAITING, "disposition", disposition.name()));
    }

    /** The rules whose decisions people know the end of, those that are wrong most often first. */
    List<Rated> rules() {
        return counted.outcomes().byRule().entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<String, OutcomeStatistics.Counts> rule) ->
                                -rule.getValue().falseHolds().hits())
                        .thenComparingLong(rule -> -rule.getValue().overridden().hits())
                        .thenComparingLong(rule -> -rule.getValue().overridden().all())
                        .thenComparing(Map.Entry::getKey))
                .limit(MOST_RULES)
                .map(rule -> rated(rule.getKey(), rule.getValue()))
                .toList();
    }

    /** How urgent orders turned out to be, by the class that was answered. */
    Calibration calibration() {
        return new Calibration(counted.byUrgency().entrySet().stream()
                .filter(one -> one.getValue().isTold())
                .map(one -> new Calibration.Answered(
                        one.getKey(),
                        behind.of("priority", one.getKey()),
                        urgency(one.getValue().right(), Became.AS_URGENT, one.getKey()),
                        urgency(one.getValue().more(), Became.MORE_URGENT, one.getKey()),
                        Rate.of(
                                one.getValue().costly(),
                                behind.of(Became.COSTLY, "priority", one.getKey()),
                                behind.of(Became.END_KNOWN, "priority", one.getKey()))))
                .toList());
    }

    private Rate urgency(Share share, Became became, String priority) {
        return Rate.of(
                share, behind.of(became, "priority", priority), behind.of(Became.URGENCY_KNOWN, "priority", priority));
    }

    /** Who sent the orders, those with the most first. */
    List<Sender> senders() {
        return counted.bySource().entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<String, Share> one) ->
                                -one.getValue().all())
                        .thenComparing(Map.Entry::getKey))
                .limit(MOST_SENDERS)
                .map(one -> new Sender(
                        Printable.line(Holding.nameOf(one.getKey())),
                        Printable.line(one.getKey()),
                        Words.number(one.getValue().all()),
                        behind.of("caller", one.getKey()),
                        Words.number(one.getValue().hits()),
                        one.getValue().hits() == 0 ? "" : behind.of("caller", one.getKey(), "exceptions", "some"),
                        Words.share(one.getValue().hits(), one.getValue().all())))
                .toList();
    }

    /** Which exceptions came with whose orders. */
    BySender bySender() {
        List<String> senders = counted.bySource().entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<String, Share> one) ->
                                -one.getValue().hits())
                        .thenComparing(Map.Entry::getKey))
                .limit(MOST_COLUMNS)
                .map(Map.Entry::getKey)
                .toList();
        return senders.size() < 2
                ? new BySender(List.of(), List.of())
                : new BySender(
                        senders.stream()
                                .map(one -> new Column(Printable.line(Holding.nameOf(one)), Printable.line(one)))
                                .toList(),
                        counted.byCode().entrySet().stream()
                                .sorted(mostFirst())
                                .limit(MOST_CODES)
                                .map(code -> new OfCode(
                                        code.getKey(),
                                        name(code.getKey()),
                                        senders.stream()
                                                .map(sender -> cell(code.getKey(), sender))
                                                .toList()))
                                .toList());
    }

    private Cell cell(String code, String sender) {
        long count = counted.sourcesByCode()
                .getOrDefault(code, Collections.emptySortedMap())
                .getOrDefault(sender, 0L);
        return count == 0 ? new Cell("", "") : new Cell(Words.number(count), behind.of("code", code, "caller", sender));
    }

    private Rated rated(String rule, OutcomeStatistics.Counts counts) {
        return new Rated(
                Words.ofId(rule),
                "/console/rules/" + rule,
                Words.number(counted.byRule().getOrDefault(rule, 0L)),
                behind.of("ruleId", rule),
                Rate.of(
                        counts.overridden(),
                        behind.of(Became.OVERRIDDEN, "ruleId", rule),
                        behind.of(Became.FOLLOWED_OR_OVERRIDDEN, "ruleId", rule)),
                Rate.of(
                        counts.falseHolds(),
                        behind.of(Became.FALSE_HOLD, "ruleId", rule),
                        behind.of(Became.STOPPED, "ruleId", rule)));
    }
}
