package dev.docket.console.changes;

import dev.docket.console.shell.Texts;
import dev.docket.html.HtmlTemplate;
import java.util.List;

/**
 * One policy change. Its components are what {@code change.html} shows.
 *
 * @param tone of its state, as a disposition's
 * @param reason of whoever proposed it
 * @param needs what has to happen next; empty for nothing
 * @param remark the last reason that somebody gave for a rejection, withdrawal or rollback; empty for none
 * @param notice what else to know, such as an emergency; empty for nothing
 * @param facts who, when and what
 * @param reports the last check; nothing before the first
 * @param files the changed ones, as text; nothing of a first policy
 * @param shadows what its candidate sees or saw in shadow; nothing if it never was
 * @param canaries in which its candidate is or was, the latest first
 * @param approvals the roles that must approve it
 * @param approvers who may
 * @param commands what the reader can do in a terminal, where a key or a rule folder is
 * @param forms what the reader can do here
 * @param steps each with its record
 * @param digests what is signed
 */
public record ChangePage(
        String id,
        String tone,
        String state,
        String reason,
        String needs,
        String remark,
        String notice,
        List<Fact> facts,
        List<Report> reports,
        List<SideBySide> files,
        List<Shadow> shadows,
        List<InCanary> canaries,
        List<Approval> approvals,
        List<Approver> approvers,
        List<Command> commands,
        List<Form> forms,
        List<Step> steps,
        List<Fact> digests) {
    private static final HtmlTemplate TEMPLATE = HtmlTemplate.beside(ChangePage.class, "change.html");

    /** A property with its name. */
    public record Fact(String name, String value, String at) {}

    /**
     * What a check found.
     *
     * @param says the policy changes in words
     * @param more how many more there are; empty if these are all
     * @param check of the rules and their cases
     * @param problems what must be put right; only the first ones
     */
    public record Report(
            List<String> says, String more, String check, boolean isSound, List<String> problems, Effect replay) {}

    /** @param isRunning whether figures still come in */
    public record Shadow(boolean isRunning, String lead, Effect effect) {}

    /**
     * A role whose approval is needed.
     *
     * @param because what asks for it
     * @param given by whom and when; nothing while it is missing
     */
    public record Approval(String role, String because, List<Given> given) {}

    /** Who approved, when, and with which public key. */
    public record Given(String by, Time at, String key) {}

    /** @param says whether they may approve this change */
    public record Approver(String identity, String roles, String says, String key) {}

    /** A line for a terminal. */
    public record Command(String name, String line, String note) {}

    /**
     * A step that can be taken.
     *
     * @param word the last part of its path
     * @param hasReason whether it takes one
     */
    public record Form(String word, String name, String note, boolean hasReason, boolean isPrimary) {}

    /** @param against why it does not count; empty if it does */
    public record Step(
            String what, Time at, String who, String said, String key, String record, String hash, String against) {}

    String html() {
        return TEMPLATE.render(this, Texts.all());
    }
}
