package dev.docket.console.decision;

import dev.docket.console.shell.Texts;
import dev.docket.html.HtmlTemplate;
import java.util.List;

/**
 * A recorded order with other values. Its components are what {@code try.html} shows.
 *
 * @param order whose values they are
 * @param fields what can be changed
 * @param before what is decided now of the order as it was
 * @param after what would be decided; the same while nothing is changed
 * @param changes the exceptions that come, go and stay
 * @param problems values that cannot be
 * @param notice why nothing can be tried; empty if something can
 */
public record TryPage(
        String id,
        String order,
        List<Field> fields,
        List<Answer> before,
        List<Answer> after,
        String said,
        List<Difference> changes,
        List<String> problems,
        String notice) {
    private static final HtmlTemplate TEMPLATE = HtmlTemplate.beside(TryPage.class, "try.html");

    /**
     * A value that can be changed.
     *
     * @param isNumber whether it has a slider from {@code least} to {@code most}; otherwise it is one of {@code choices}
     * @param ticks where a rule begins or ends to act
     * @param was as recorded; empty if it was not changed
     * @param notes what would happen, and where
     */
    public record Field(
            String path,
            String name,
            boolean isNumber,
            String value,
            List<Piece> was,
            String least,
            String most,
            String step,
            List<String> ticks,
            List<Choice> choices,
            List<List<Piece>> notes) {}

    /** A word. */
    public record Choice(String value, String text, boolean isOn) {}

    /** What was decided. */
    public record Answer(
            String disposition,
            String dispositionText,
            String summary,
            String priority,
            String queue,
            String due,
            String dueAt) {}

    /** An exception, and whether it comes, goes or stays. */
    public record Difference(String code, String name, String tone, String says) {}

    public String html() {
        return TEMPLATE.render(this, Texts.all());
    }
}
