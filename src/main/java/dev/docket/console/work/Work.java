package dev.docket.console.work;

import dev.docket.console.shell.Texts;
import dev.docket.console.shell.Words;
import dev.docket.decision.taxonomy.Disposition;
import dev.docket.service.bundle.DescribeBundle;
import dev.docket.service.outcome.Feedback;
import dev.docket.service.work.FindWaiting;
import dev.docket.service.work.Rights;
import dev.docket.service.work.Waiting;
import dev.docket.text.Printable;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

    /** What a reader may do with the list. */
    public record May(boolean record, boolean override) {}

    /** @param queue the only one to show; empty for all */
    public String html(String queue, May may) {
        FindWaiting.WorkList list = find.list();
        List<Waiting> shown = list.shown().stream()
                .filter(one -> queue.isEmpty() || one.queue().equals(queue))
                .toList();
        List<WorkPage.Queue> queues = new ArrayList<>();
        queues.add(new WorkPage.Queue(
                Texts.of("work_all"), Words.number(list.shown().size()), "/console/work", queue.isEmpty()));
        list.byQueue()
                .forEach((name, count) -> queues.add(new WorkPage.Queue(
                        name.isEmpty() ? Texts.of("work_no_queue") : Words.sentence(Printable.line(name)),
                        Words.number(count),
                        "/console/work?queue=" + URLEncoder.encode(name, StandardCharsets.UTF_8),
                        name.equals(queue) && !name.isEmpty())));
        return new WorkPage(
                        counted(list),
                        queues,
                        shown.stream().map(this::row).toList(),
                        may.record() ? options(shown, may) : List.of())
                .html();
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

    private static String counted(FindWaiting.WorkList list) {
        return list.all() > list.shown().size()
                ? Texts.of("work_most_urgent", Words.number(list.shown().size()), Words.number(list.all()))
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

    private WorkPage.Row row(Waiting one) {
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
                one.value());
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
