package dev.docket.console.work;

import dev.docket.console.shell.Texts;
import dev.docket.html.HtmlTemplate;
import java.util.List;

/**
 * What waits for a person. Its components are what {@code work.html} shows.
 *
 * @param counted how many wait, and how many of them are here
 * @param queues by which the list can be narrowed
 * @param outcomes what the reader may record; nothing for one who may only look
 */
public record WorkPage(String counted, List<Queue> queues, List<Row> rows, List<Option> outcomes) {
    private static final HtmlTemplate TEMPLATE = HtmlTemplate.beside(WorkPage.class, "work.html");

    /** A queue with the number of its decisions. */
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
            String value) {}

    String html() {
        return TEMPLATE.render(this, Texts.all());
    }
}
