package dev.docket.console.work;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.docket.access.Sender;
import dev.docket.api.problem.ProblemDetail;
import dev.docket.api.problem.RefusedException;
import dev.docket.console.shell.Texts;
import dev.docket.console.shell.Words;
import dev.docket.console.work.ReviewPage.Row;
import dev.docket.decision.id.DecisionId;
import dev.docket.json.read.Reading;
import dev.docket.service.outcome.OutcomeStatistics;
import dev.docket.service.outcome.RecordOutcome;
import dev.docket.service.work.FindWaiting;
import dev.docket.service.work.Holding;
import dev.docket.service.work.Waiting;
import dev.docket.text.Printable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows what somebody is about to record, and records it. */
public final class RecordWork {
    private final FindWaiting find;
    private final RecordOutcome outcomes;

    public RecordWork(FindWaiting find, RecordOutcome outcomes) {
        this.find = find;
        this.outcomes = outcomes;
    }

    /** What would be recorded; records nothing. */
    public String preview(Map<String, ? extends List<String>> form, boolean mayOverride) {
        return preview(read(form), mayOverride);
    }

    private static Handled read(Map<String, ? extends List<String>> form) {
        return switch (Handled.of(form)) {
            case Reading.Valid<Handled> valid -> valid.value();
            case Reading.Invalid<Handled> invalid ->
                throw new RefusedException(ProblemDetail.invalid(invalid.problems()));
        };
    }

    private String preview(Handled handled, boolean mayOverride) {
        Map<DecisionId, Holding> holders = find.holders(handled.decisions());
        List<Row> rows = new ArrayList<>();
        List<Row> others = new ArrayList<>();
        boolean overrides = false;
        for (DecisionId id : handled.decisions()) {
            Optional<Waiting> found = find.one(id);
            String against =
                    found.map(one -> against(one, handled, mayOverride)).orElse(Texts.of("work_unknown"));
            boolean isOverride = found.filter(one -> isOverride(one, handled)).isPresent();
            if (against.isEmpty()) {
                overrides |= isOverride;
                String says = Texts.of(isOverride ? "work_overrides" : "work_follows");
                Holding held = holders.get(id);
                rows.add(row(id, found, held == null ? says : Texts.of("work_says_held", says, held.name())));
            } else {
                others.add(row(id, found, against));
            }
        }
        return new ReviewPage(
                        Texts.of("work_preview_title"),
                        Texts.of(
                                "work_preview_lead",
                                Words.number(rows.size()),
                                Texts.of("outcome_" + handled.outcome())),
                        handled.outcome().name(),
                        Printable.line(handled.reason()),
                        rows.isEmpty() ? "" : overrides ? "/console/work/overrides" : "/console/work/outcomes",
                        rows,
                        others)
                .html();
    }

    /** Records it for each decision for which it may be recorded. */
    public String record(Map<String, ? extends List<String>> form, boolean mayOverride, Sender sender) {
        return record(read(form), mayOverride, sender);
    }

    private String record(Handled handled, boolean mayOverride, Sender sender) {
        List<Row> rows = new ArrayList<>();
        List<Row> others = new ArrayList<>();
        for (DecisionId id : handled.decisions()) {
            Optional<Waiting> found = find.one(id);
            String against =
                    found.map(one -> against(one, handled, mayOverride)).orElse(Texts.of("work_unknown"));
            if (against.isEmpty()) {
                against = recorded(id, handled, sender);
            }
            if (against.isEmpty()) {
                rows.add(row(id, found, ""));
            } else {
                others.add(row(id, found, against));
            }
        }
        return new ReviewPage(
                        Texts.of("work_done_title"),
                        Texts.of("work_done_lead", Words.number(rows.size()), Texts.of("outcome_" + handled.outcome())),
                        "",
                        "",
                        "",
                        rows,
                        others)
                .html();
    }

    /** Why it may not be recorded; empty if it may. */
    private String against(Waiting one, Handled handled, boolean mayOverride) {
        if (!one.outcomes(mayOverride).contains(handled.outcome())) {
            return Texts.of("work_may_not", Texts.of("disposition_" + one.disposition()));
        }
        return find.hasOutcome(one.decisionId()) ? Texts.of("work_has_outcome") : "";
    }

    private static boolean isOverride(Waiting one, Handled handled) {
        return OutcomeStatistics.isOverride(one.disposition(), handled.outcome());
    }

    private String recorded(DecisionId id, Handled handled, Sender sender) {
        byte[] document = JsonNodeFactory.instance
                .objectNode()
                .put("outcome", handled.outcome().name())
                .put("reason", handled.reason())
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        return switch (outcomes.record(id, document, sender)) {
            case RecordOutcome.Result.Recorded recorded -> "";
            case RecordOutcome.Result.Duplicate duplicate -> "";
            case RecordOutcome.Result.Unknown unknown -> Texts.of("work_unknown");
            case RecordOutcome.Result.Invalid invalid ->
                invalid.problems().getFirst().message();
            case RecordOutcome.Result.Unavailable unavailable -> unavailable.because();
        };
    }

    /** A decision with what is said of it. */
    static Row row(DecisionId id, Optional<Waiting> found, String says) {
        return found.map(one -> new Row(
                        id.text(),
                        Printable.line(one.order()),
                        Printable.line(one.customer()),
                        one.disposition().name(),
                        Texts.of("disposition_" + one.disposition()),
                        says))
                .orElseGet(() -> new Row(id.text(), id.text(), "", "", "", says));
    }
}
