package dev.docket.console.decision;

import dev.docket.console.shell.Texts;
import dev.docket.console.shell.Words;
import dev.docket.console.work.Work;
import dev.docket.decision.taxonomy.Automation;
import dev.docket.decision.taxonomy.Disposition;
import dev.docket.service.work.Holding;
import dev.docket.service.work.WorkOnDecision;
import dev.docket.service.work.WorkStep;
import dev.docket.text.Printable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * In whose hands a decision is, what people did with it, and what the reader may do.
 *
 * @param holder who works on it, for people to read; empty for nobody
 * @param at since when, as a script can read it
 * @param time the same in words
 */
public record Hands(
        String holder,
        String at,
        String time,
        List<Step> steps,
        boolean mayClaim,
        boolean mayReturn,
        boolean mayNote,
        boolean mayAssign) {
    static final Hands NONE = new Hands("", "", "", List.of(), false, false, false, false);

    /** What somebody did. */
    public record Step(String what, String at, String time, String who, List<String> note) {}

    /** Whether there is anything to show. */
    public boolean isShown() {
        return !holder.isEmpty() || !steps.isEmpty() || mayClaim || mayNote || mayAssign;
    }

    /**
     * @param disposition what was decided
     * @param isDone whether an outcome is recorded
     */
    static Hands of(WorkOnDecision.Row row, String disposition, boolean isDone, Work.May may) {
        boolean isWaiting = !isDone
                && Stream.of(Disposition.values())
                        .filter(one -> one.name().equals(disposition))
                        .anyMatch(one -> one.automation() == Automation.HUMAN);
        Optional<Holding> held = row.holding();
        boolean isMine = held.filter(who -> who.holder().equals(may.reader())).isPresent();
        return new Hands(
                held.map(Holding::name).orElse(""),
                held.map(who -> who.since().toString()).orElse(""),
                held.map(who -> Words.time(who.since())).orElse(""),
                row.steps().stream().map(Hands::step).toList(),
                may.work() && isWaiting && held.isEmpty(),
                may.work() && isMine,
                may.work(),
                may.assign() && isWaiting);
    }

    private static Step step(WorkStep step) {
        return new Step(
                Texts.of("work_step_" + step.act(), step.holderName()),
                step.at().toString(),
                Words.time(step.at()),
                Holding.nameOf(step.caller()),
                step.note().isEmpty()
                        ? List.of()
                        : step.note().lines().map(Printable::line).toList());
    }
}
