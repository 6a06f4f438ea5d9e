package dev.docket.console.work;

import dev.docket.console.shell.Texts;
import dev.docket.html.HtmlTemplate;
import java.util.List;

/**
 * What waits for a person. Its components are what {@code work.html} shows.
 *
 * @param counted how many wait, and how many of them are here
 * @param limited which decisions were not looked at; empty if all of the period were
 * @param nothing what to say if nothing is shown
 * @param whose in whose hands decisions are, by which the list can be narrowed
 * @param queues by which it can be narrowed as well
 * @param outcomes what the reader may record; nothing for one who may only look
 * @param mayWork whether the reader may claim decisions
 * @param mayAssign whether the reader may give them to others
 * @param people who has some of them
 */
public record WorkPage(
        String counted,
        String limited,
        String nothing,
        List<Queue> whose,
        List<Queue> queues,
        List<Row> rows,
        List<Option> outcomes,
        boolean mayWork,
        boolean mayAssign,
        List<String> people) {
    private static final HtmlTemplate TEMPLATE = HtmlTemplate.beside(WorkPage.class, "work.html");

    /** Whether decisions can be selected. */
    public boolean isSelectable() {
        return mayWork || !outcomes.isEmpty();
    }

    /** A queue, or somebody, with the number of their decisions. */
    public record Queue(String text, String count, String path, boolean isOn) {}

    /** An exception with its name. */
    public record Code(String code, String name) {}

    /** An outcome. */
    public record Option(String word, String text) {}

    /**
     * One decision.
     *
     * @param due until when somebody should have looked at it, in words; empty if no time is set
     * @param dueAt the same as a script can read it
     * @param left how long that is, in hours in which the queue is worked on
     * @param holder who works on it; empty for nobody
     * @param since since when
     * @param sinceAt the same as a script can read it
     */
    public record Row(
            String id,
            String order,
            String customer,
            String disposition,
            String dispositionText,
            String priority,
            List<Code> codes,
            String summary,
            String queue,
            String due,
            String dueAt,
            String left,
            boolean isLate,
            String amount,
            String currency,
            String value,
            String holder,
            boolean isMine,
            String since,
            String sinceAt) {}

    String html() {
        return TEMPLATE.render(this, Texts.all());
    }
}
