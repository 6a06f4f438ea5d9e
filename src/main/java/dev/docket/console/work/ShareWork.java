package dev.docket.console.work;

import dev.docket.access.Sender;
import dev.docket.api.problem.ProblemDetail;
import dev.docket.api.problem.RefusedException;
import dev.docket.console.shell.Texts;
import dev.docket.console.shell.Words;
import dev.docket.console.work.ReviewPage.Row;
import dev.docket.decision.id.DecisionId;
import dev.docket.json.read.Reading;
import dev.docket.service.work.FindWaiting;
import dev.docket.service.work.WorkOnDecision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lets people claim, return, assign and comment decisions, and shows what came of it. All of it can be taken back: there is no preview. */
public final class ShareWork {
    private final FindWaiting find;
    private final WorkOnDecision work;

    public ShareWork(FindWaiting find, WorkOnDecision work) {
        this.find = find;
        this.work = work;
    }

    /** What anybody may do who works on decisions. */
    public String claims(Map<String, ? extends List<String>> form, Sender sender) {
        return record(Shared.claims(form), sender);
    }

    /** What takes the right to give work to others. */
    public String assignments(Map<String, ? extends List<String>> form, Sender sender) {
        return record(Shared.assignments(form), sender);
    }

    private String record(Reading<Shared> read, Sender sender) {
        return switch (read) {
            case Reading.Valid<Shared> valid -> record(valid.value(), sender);
            case Reading.Invalid<Shared> invalid ->
                throw new RefusedException(ProblemDetail.invalid(invalid.problems()));
        };
    }

    private String record(Shared shared, Sender sender) {
        List<Row> rows = new ArrayList<>();
        List<Row> others = new ArrayList<>();
        for (DecisionId id : shared.decisions()) {
            String against = against(work.record(id, shared.intent(), sender));
            (against.isEmpty() ? rows : others).add(RecordWork.row(id, find.one(id), against));
        }
        return new ReviewPage(
                        Texts.of("work_done_title"),
                        Texts.of("work_done_lead", Words.number(rows.size()), Texts.of("work_act_" + shared.word())),
                        "",
                        "",
                        "",
                        rows,
                        others)
                .html();
    }

    /** Why it was not recorded; empty if it was. */
    private static String against(WorkOnDecision.Result result) {
        return switch (result) {
            case WorkOnDecision.Result.Done done -> "";
            case WorkOnDecision.Result.Repeated repeated -> "";
            case WorkOnDecision.Result.Unknown unknown -> Texts.of("work_unknown");
            case WorkOnDecision.Result.Held held ->
                Texts.of(
                        "work_held",
                        held.holding().name(),
                        Words.time(held.holding().since()));
            case WorkOnDecision.Result.Free free -> Texts.of("work_free");
            case WorkOnDecision.Result.Closed closed -> Texts.of("work_closed_" + closed.because());
            case WorkOnDecision.Result.Full full -> Texts.of("work_full");
            case WorkOnDecision.Result.Invalid invalid ->
                invalid.problems().getFirst().message();
            case WorkOnDecision.Result.Unavailable unavailable -> unavailable.because();
        };
    }
}
