package dev.docket.console.changes;

import dev.docket.console.shell.Texts;
import dev.docket.html.HtmlTemplate;
import java.util.List;

/**
 * All policy changes. Its components are what {@code changes.html} shows.
 *
 * @param lead whether a policy needs approval here
 * @param base the digest of the policy approved last; empty if none was
 * @param emergency what decides without approval; empty if nothing does
 * @param open those that can still come to decide, the newest step first
 * @param done the others
 * @param more how many of these are not shown; empty if all are
 */
public record ChangesPage(String lead, String base, String emergency, List<Row> open, List<Row> done, String more) {
    private static final HtmlTemplate TEMPLATE = HtmlTemplate.beside(ChangesPage.class, "changes.html");

    /**
     * One change.
     *
     * @param tone of its state, as a disposition's
     * @param age since it was proposed
     * @param needs what has to happen next; empty for nothing
     */
    public record Row(
            String id,
            String ticket,
            String tone,
            String state,
            String reason,
            String author,
            String age,
            Time proposed,
            String needs) {}

    String html() {
        return TEMPLATE.render(this, Texts.all());
    }
}
