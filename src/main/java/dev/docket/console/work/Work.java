package dev.docket.console.work;

import dev.docket.console.shell.Texts;
import dev.docket.console.shell.Words;
import dev.docket.decision.taxonomy.Disposition;
import dev.docket.service.bundle.DescribeBundle;
import dev.docket.service.outcome.Feedback;
import dev.docket.service.outcome.Recent;
import dev.docket.service.work.FindWaiting;
import dev.docket.service.work.FindWaiting.Whose;
import dev.docket.service.work.Holding;
import dev.docket.service.work.Rights;
import dev.docket.service.work.Waiting;
import dev.docket.text.Printable;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Lists for readers what waits for a person. */
public final class Work {
    private static final int MINUTES = 60;

    private final FindWaiting find;
    private final DescribeBundle describe;

    public Work(FindWaiting find, DescribeBundle describe) {
        this.find = find;
        this.describe = describe;
    }

    /**
     * What a reader may do with the list.
     *
     * @param work to claim decisions and to write notes
     * @param assign to give them to others
     * @param reader who it is, whichever credential they use
     */
    public record May(boolean record, boolean override, boolean work, boolean assign, String reader) {
        /** Somebody who may only look. */
        public static final May LOOK = new May(false, false, false, false, "");

        /**
         * Of a reader.
         *
         * @param caller who it is, as records name callers
         * @param may whether the reader may ask for an operation
         */
        public static May of(String caller, Predicate<String> may) {
            return new May(
                    may.test("recordOutcomes"),
                    may.test("recordOverrides"),
                    may.test("workInConsole"),
                    may.test("assignInConsole"),
                    Holding.subject(caller));
        }
    }

    /**
     * @param queue the only one to show; empty for all
     * @param whose in whose hands, as a word; anybody's if there is no such word
     */
    public String html(String queue, String whose, May may) {
        Whose wanted = Stream.of(Whose.values())
                .filter(one -> one.name().equals(whose))
                .findFirst()
                .orElse(Whose.ANYBODYS);
        FindWaiting.WorkList list = find.list(wanted, queue, may.reader());
        List<Waiting> shown = list.shown();
        long read = list.byQueue().values().stream().mapToLong(Long::longValue).sum();
        List<WorkPage.Queue> queues = new ArrayList<>();
        queues.add(new WorkPage.Queue(Texts.of("work_all"), Words.number(read), path(wanted, ""), queue.isEmpty()));
        list.byQueue()
                .forEach((name, count) -> queues.add(new WorkPage.Queue(
                        name.isEmpty() ? Texts.of("work_no_queue") : Words.sentence(Printable.line(name)),
                        Words.number(count),
                        path(wanted, name),
                        name.equals(queue) && !name.isEmpty())));
        return new WorkPage(
                        counted(list, wanted, read),
                        list.isWhole() ? "" : Texts.of("work_newest", Words.number(Recent.MOST)),
                        nothing(list, wanted, read),
                        Stream.of(Whose.values())
                                .map(one -> new WorkPage.Queue(
                                        Texts.of("work_whose_" + one),
                                        Words.number(list.byWhose().getOrDefault(one, 0L)),
                                        path(one, queue),
                                        one == wanted))
                                .toList(),
                        queues,
                        shown.stream().map(one -> row(one, may.reader())).toList(),
                        may.record() ? options(shown, may) : List.of(),
                        may.work(),
                        may.assign(),
                        shown.stream()
                                .flatMap(one -> one.holding().stream())
                                .map(Holding::holder)
                                .distinct()
                                .sorted()
                                .toList())
                .html();
    }

    private static String path(Whose whose, String queue) {
        List<String> query = new ArrayList<>();
        if (!queue.isEmpty()) {
            query.add("queue=" + URLEncoder.encode(queue, StandardCharsets.UTF_8));
        }
        if (whose != Whose.ANYBODYS) {
            query.add("whose=" + whose);
        }
        return "/console/work" + (query.isEmpty() ? "" : "?" + String.join("&", query));
    }

    /** The outcomes that may be recorded of a decision; none if a newer version made it. */
    public static List<WorkPage.Option> offered(String disposition, May may) {
        return Stream.of(Disposition.values())
                .filter(one -> one.name().equals(disposition))
                .flatMap(one -> Rights.outcomes(one, may.override()).stream())
                .map(Work::option)
                .toList();
    }

    private static WorkPage.Option option(Feedback.Action action) {
        return new WorkPage.Option(action.name(), Texts.of("outcome_" + action));
    }

    private static String nothing(FindWaiting.WorkList list, Whose whose, long read) {
        if (list.byWhose().getOrDefault(whose, 0L) > read) {
            return Texts.of("work_none_read", Words.number(read));
        }
        return Texts.of(list.all() > 0 ? "work_none_here" : "work_none_advice");
    }

    private static String counted(FindWaiting.WorkList list, Whose whose, long read) {
        long all = list.byWhose().getOrDefault(whose, 0L);
        return all > read || list.shown().size() == FindWaiting.MOST
                ? Texts.of("work_most_urgent", Words.number(list.shown().size()), Words.number(all))
                : Texts.of("work_counted", Words.number(list.all()));
    }

    /** Those that may be recorded for one of the decisions. */
    private static List<WorkPage.Option> options(List<Waiting> shown, May may) {
        return Stream.of(Feedback.Action.values())
                .filter(action -> shown.stream()
                        .anyMatch(one -> one.outcomes(may.override()).contains(action)))
                .map(Work::option)
                .toList();
    }

    private WorkPage.Row row(Waiting one, String reader) {
        Optional<Holding> held = one.holding();
        Duration left = one.due().map(Waiting.Due::left).orElse(Duration.ZERO);
        return new WorkPage.Row(
                one.decisionId().text(),
                Printable.line(one.order()),
                Printable.line(one.customer()),
                one.disposition().name(),
                Texts.of("disposition_" + one.disposition()),
                one.priority(),
                one.codes().stream()
                        .map(code -> new WorkPage.Code(code, name(code)))
                        .toList(),
                Printable.line(one.summary()),
                Words.sentence(Printable.line(one.queue())),
                one.due().map(due -> Words.time(due.at())).orElse(""),
                one.due().map(due -> due.at().toString()).orElse(""),
                one.due().isEmpty() ? "" : Texts.of(left.isNegative() ? "work_late" : "work_left", hours(left.abs())),
                left.isNegative(),
                one.value().isEmpty() ? "" : Words.money(new BigDecimal(one.value())),
                one.currency(),
                one.value(),
                held.map(Holding::name).orElse(""),
                held.filter(who -> who.holder().equals(reader)).isPresent(),
                held.map(who -> Words.time(who.since())).orElse(""),
                held.map(who -> who.since().toString()).orElse(""));
    }

    private String name(String code) {
        var entry = describe.taxonomy().codes().get(code);
        return entry == null ? "" : Words.of(entry.name());
    }

    private static String hours(Duration open) {
        return open.toHours() >= MINUTES
                ? Texts.of("work_hours", Words.number(open.toHours()))
                : open.toHours() > 0
                        ? Texts.of("work_hours_minutes", open.toHours(), open.toMinutesPart())
                        : Texts.of("work_minutes", open.toMinutes());
    }
}
