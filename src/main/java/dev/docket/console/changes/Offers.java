package dev.docket.console.changes;

import dev.docket.access.Caller;
import dev.docket.change.Change;
import dev.docket.change.PolicyLog;
import dev.docket.console.changes.ChangePage.Command;
import dev.docket.console.changes.ChangePage.Form;
import dev.docket.console.shell.Texts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a reader can do with a change. The service decides again when they do it.
 *
 * @param may whether the reader may ask for an operation
 */
record Offers(Change change, PolicyLog log, Instant now, Caller caller, Predicate<String> may) {
    List<Form> forms() {
        List<Form> forms = new ArrayList<>();
        boolean isBeforeApprovers = change.state() == Change.State.SUBMITTED || change.state() == Change.State.APPROVED;
        boolean isFresh = change.base().equals(log.base());
        if (change.state() == Change.State.CHECKED && isFresh && isSound() && may.test("submitInConsole")) {
            forms.add(new Form("submit", Texts.of("change_submit"), Texts.of("change_submit_note"), false, true));
        }
        if (change.state() == Change.State.APPROVED && isFresh && may.test("promoteInConsole")) {
            forms.add(new Form("promote", Texts.of("change_promote"), Texts.of("change_promote_note"), false, true));
        }
        if (isBeforeApprovers && isApprover() && may.test("rejectInConsole")) {
            forms.add(new Form("reject", Texts.of("change_reject"), Texts.of("change_reject_note"), true, false));
        }
        if (change.state().isOpen() && may.test("withdrawInConsole")) {
            forms.add(new Form("withdraw", Texts.of("change_withdraw"), Texts.of("change_withdraw_note"), true, false));
        }
        if (canRollBack() && may.test("rollBackInConsole")) {
            forms.add(new Form("rollback", Texts.of("change_rollback"), Texts.of("change_rollback_note"), true, false));
        }
        return forms;
    }

    List<Command> commands() {
        List<Command> commands = new ArrayList<>();
        boolean canBeChecked = change.state() == Change.State.DRAFT
                || change.state() == Change.State.REJECTED
                || (change.state() == Change.State.CHECKED && !isSound())
                || (change.state().isOpen() && !change.base().equals(log.base()));
        if (canBeChecked && may.test("checkChange")) {
            commands.add(new Command(
                    Texts.of("change_check"), "./docket change check " + change.id(), Texts.of("change_check_note")));
        }
        boolean hasApproved =
                change.approvals().stream().anyMatch(one -> one.by().equals(subject()));
        if (change.state() == Change.State.SUBMITTED && may.test("approveChange") && isApprover() && !hasApproved) {
            commands.add(
                    change.authors().contains(subject())
                            ? new Command(Texts.of("change_approve"), "", Texts.of("change_approve_not"))
                            : new Command(
                                    Texts.of("change_approve"),
                                    "./docket change approve " + change.id() + " --key FILE",
                                    Texts.of("change_approve_note")));
        }
        return commands;
    }

    private boolean isSound() {
        return change.checked() != null && change.checked().dossier().check().problemCount() == 0;
    }

    private boolean isApprover() {
        return change.checked() != null
                && change.checked().dossier().people().stream()
                        .anyMatch(person -> person.identity().equals(subject()));
    }

    private boolean canRollBack() {
        boolean decides = log.decidingChange(now).filter(change.id()::equals).isPresent();
        int left = log.approved().size() - (log.emergencyAt(now).isPresent() ? 0 : 1);
        return decides && left > 0;
    }

    private String subject() {
        return caller instanceof Caller.Named named ? named.subject() : "";
    }
}
