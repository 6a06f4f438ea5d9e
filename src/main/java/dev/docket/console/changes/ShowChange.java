package dev.docket.console.changes;

import dev.docket.access.Caller;
import dev.docket.change.Change;
import dev.docket.change.Dossier;
import dev.docket.change.PolicyLog;
import dev.docket.console.changes.ChangePage.Approval;
import dev.docket.console.changes.ChangePage.Approver;
import dev.docket.console.changes.ChangePage.Fact;
import dev.docket.console.changes.ChangePage.Given;
import dev.docket.console.changes.ChangePage.Report;
import dev.docket.console.changes.ChangePage.Shadow;
import dev.docket.console.shell.Texts;
import dev.docket.console.shell.Words;
import dev.docket.service.change.ChangePolicy;
import dev.docket.service.change.ChangedText;
import dev.docket.service.change.ShadowCandidate;
import dev.docket.service.change.StepTaken;
import dev.docket.service.change.canary.RunCanary;
import dev.docket.text.Printable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Shows a policy change to readers. */
public final class ShowChange {
    private static final int MOST_BECAUSE = 6;

    private final ChangePolicy changes;
    private final ShadowCandidate shadow;
    private final RunCanary canary;
    private final ChangedText text;

    public ShowChange(ChangePolicy changes, ShadowCandidate shadow, RunCanary canary, ChangedText text) {
        this.changes = changes;
        this.shadow = shadow;
        this.canary = canary;
        this.text = text;
    }

    /**
     * The page; nothing if there is no such change.
     *
     * @param may whether the reader may ask for an operation
     */
    public Optional<String> html(String changeId, Caller caller, Predicate<String> may) {
        PolicyLog log = changes.log();
        return Optional.ofNullable(log.changes().get(changeId))
                .map(change -> page(change, log, caller, may).html());
    }

    private ChangePage page(Change change, PolicyLog log, Caller caller, Predicate<String> may) {
        Instant now = changes.now();
        List<StepTaken> steps = changes.steps(change.id());
        Offers offers = new Offers(change, log, now, caller, may);
        Optional<Dossier> dossier = Optional.ofNullable(change.checked()).map(Change.Seen::dossier);
        return new ChangePage(
                change.id(),
                Standing.tone(change.state()),
                Standing.state(change),
                Printable.line(change.reason()),
                Standing.needs(change, log.base()),
                Printable.line(change.remark()),
                notice(change, log, now, caller),
                facts(change, steps, now),
                dossier.map(ShowChange::report).stream().toList(),
                text.of(change).stream().map(SideBySide::of).toList(),
                shadows(change, now, may.test("showDecision")),
                canaries(change),
                dossier.map(seen -> approvals(change, seen)).orElse(List.of()),
                dossier.map(seen -> approvers(change, seen)).orElse(List.of()),
                offers.commands(),
                offers.forms(),
                steps.stream().map(ShowChange::step).toList(),
                digests(change));
    }

    private static String notice(Change change, PolicyLog log, Instant now, Caller caller) {
        if (log.emergencyAt(now)
                .filter(one -> one.changeId().equals(change.id()))
                .isPresent()) {
            return ShowChanges.emergency(log, now);
        }
        return caller instanceof Caller.Named || !change.state().isOpen() ? "" : Texts.of("change_needs_name");
    }

    private static List<Fact> facts(Change change, List<StepTaken> steps, Instant now) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(
                Texts.of("change_authors"),
                Standing.words(change.authors().stream().toList()),
                ""));
        if (change.ticket() != null) {
            facts.add(new Fact(Texts.of("change_ticket"), Printable.line(change.ticket()), ""));
        }
        if (!steps.isEmpty()) {
            Instant proposed = steps.getFirst().at();
            facts.add(new Fact(Texts.of("change_proposed"), Words.time(proposed), proposed.toString()));
            facts.add(new Fact(Texts.of("change_age"), Standing.age(proposed, now), ""));
        }
        facts.add(new Fact(
                Texts.of("change_since", Standing.state(change)),
                Words.time(change.since()),
                change.since().toString()));
        return facts;
    }

    private static Report report(Dossier dossier) {
        Dossier.Check check = dossier.check();
        return new Report(
                dossier.changes().stream()
                        .map(one -> Printable.line(one.says()))
                        .toList(),
                dossier.moreChanges() > 0 ? Texts.of("change_more", Words.number(dossier.moreChanges())) : "",
                Texts.of(
                        "change_check_says",
                        Words.number(check.rules()),
                        Words.number(check.cases()),
                        Words.number(check.problemCount()),
                        Words.number(check.findings())),
                check.problemCount() == 0,
                check.problems().stream().map(Printable::line).toList(),
                Effect.of(dossier.replay()));
    }

    /** @param maySeeOrders whether the reader may see single orders */
    private List<Shadow> shadows(Change change, Instant now, boolean maySeeOrders) {
        Dossier.Shadow figures = change.figures();
        if (figures != null) {
            return List.of(new Shadow(false, Texts.of("change_shadow_ended"), Effect.of(figures)));
        }
        boolean isRunning = change.isInShadow();
        return shadow
                .seen(change.id())
                .map(seen -> EffectOfReplay.of(seen, now))
                .map(effect -> maySeeOrders ? effect : effect.withoutOrders())
                .map(effect -> new Shadow(
                        isRunning, Texts.of(isRunning ? "change_shadow_running" : "change_shadow_left"), effect))
                .stream()
                .toList();
    }

    private List<InCanary> canaries(Change change) {
        Stream<InCanary> running =
                change.isInCanary() ? canary.seen(change.id()).map(InCanary::of).stream() : Stream.empty();
        return Stream.concat(running, change.tried().reversed().stream().map(InCanary::of))
                .toList();
    }

    private static List<Approval> approvals(Change change, Dossier dossier) {
        return dossier.needs().stream()
                .map(need -> new Approval(
                        Printable.line(need.role()),
                        because(need.because()),
                        change.approvals().stream()
                                .filter(one -> one.roles().contains(need.role()))
                                .map(one -> new Given(Printable.line(one.by()), Time.of(one.at()), one.key()))
                                .toList()))
                .toList();
    }

    private static String because(List<String> because) {
        String first = Standing.words(because.stream().limit(MOST_BECAUSE).toList());
        return because.size() > MOST_BECAUSE
                ? Texts.of("change_because_more", first, Words.number((long) because.size() - MOST_BECAUSE))
                : first;
    }

    private static List<Approver> approvers(Change change, Dossier dossier) {
        return dossier.people().stream()
                .map(person -> new Approver(
                        Printable.line(person.identity()),
                        Standing.words(person.roles()),
                        change.authors().contains(person.identity())
                                ? Texts.of("change_has_part")
                                : change.approvals().stream()
                                                .anyMatch(one -> one.by().equals(person.identity()))
                                        ? Texts.of("change_has_approved")
                                        : "",
                        person.key()))
                .toList();
    }

    private static ChangePage.Step step(StepTaken step) {
        return new ChangePage.Step(
                Texts.of("change_step_" + step.kind()),
                Time.of(step.at()),
                Printable.line(step.caller()),
                Printable.line(step.said()),
                step.key(),
                Texts.of("record_place", Words.number(step.sequence()), step.stream()),
                step.hash(),
                Printable.line(step.against()));
    }

    private static List<Fact> digests(Change change) {
        List<Fact> digests = new ArrayList<>();
        digests.add(new Fact(Texts.of("change_candidate"), change.candidate(), ""));
        digests.add(new Fact(Texts.of("change_base"), change.base(), ""));
        if (change.checked() != null) {
            digests.add(new Fact(Texts.of("change_dossier"), change.checked().digest(), ""));
        }
        if (change.submission() != null) {
            digests.add(new Fact(Texts.of("change_submission"), change.submission(), ""));
        }
        return digests;
    }
}
