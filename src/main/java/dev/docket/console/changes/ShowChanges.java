package dev.docket.console.changes;

import dev.docket.change.Change;
import dev.docket.change.PolicyLog;
import dev.docket.change.Step;
import dev.docket.console.shell.Texts;
import dev.docket.console.shell.Words;
import dev.docket.service.change.ChangePolicy;
import dev.docket.service.change.StepTaken;
import dev.docket.text.Printable;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Lists policy changes for readers. */
public final class ShowChanges {
    private static final int MOST_DONE = 100;

    private final ChangePolicy changes;

    public ShowChanges(ChangePolicy changes) {
        this.changes = changes;
    }

    public String html() {
        PolicyLog log = changes.log();
        Instant now = changes.now();
        List<Change> all = log.changes().values().stream()
                .sorted(Comparator.comparing(Change::since).reversed())
                .toList();
        List<Change> done =
                all.stream().filter(change -> !change.state().isOpen()).toList();
        return new ChangesPage(
                        Texts.of(changes.isRequired() ? "changes_required" : "changes_not_required"),
                        log.base().equals(Step.NO_BASE) ? "" : log.base(),
                        emergency(log, now),
                        all.stream()
                                .filter(change -> change.state().isOpen())
                                .map(change -> row(change, log, now))
                                .toList(),
                        done.stream()
                                .limit(MOST_DONE)
                                .map(change -> row(change, log, now))
                                .toList(),
                        done.size() > MOST_DONE
                                ? Texts.of("changes_more", Words.number((long) done.size() - MOST_DONE))
                                : "")
                .html();
    }

    /** What decides without approval now; empty if nothing does. */
    static String emergency(PolicyLog log, Instant now) {
        return log.emergencyAt(now)
                .map(one -> Texts.of(
                        "changes_emergency",
                        one.changeId(),
                        Words.time(one.until()),
                        Printable.line(one.by()),
                        Printable.line(one.reason())))
                .orElse("");
    }

    private ChangesPage.Row row(Change change, PolicyLog log, Instant now) {
        Instant proposed = changes.steps(change.id()).stream()
                .map(StepTaken::at)
                .findFirst()
                .orElse(change.since());
        return new ChangesPage.Row(
                change.id(),
                Printable.line(Objects.requireNonNullElse(change.ticket(), "")),
                Standing.tone(change.state()),
                Standing.state(change),
                Printable.line(change.reason()),
                Printable.line(change.author()),
                Standing.age(proposed, now),
                Time.of(proposed),
                Standing.needs(change, log.base()));
    }
}
