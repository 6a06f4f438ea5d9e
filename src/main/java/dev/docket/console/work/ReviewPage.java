package dev.docket.console.work;

import dev.docket.console.shell.Texts;
import dev.docket.html.HtmlTemplate;
import java.util.List;

/**
 * What is about to be recorded, or what was. Its components are what {@code review.html} shows.
 *
 * @param word the outcome
 * @param path where to send it; empty once it was recorded, or if nothing can be
 * @param rows the decisions for which it is recorded
 * @param others those for which it is not
 */
public record ReviewPage(
        String title, String lead, String word, String reason, String path, List<Row> rows, List<Row> others) {
    private static final HtmlTemplate TEMPLATE = HtmlTemplate.beside(ReviewPage.class, "review.html");

    /** @param says what it means for this decision */
    public record Row(
            String id, String order, String customer, String disposition, String dispositionText, String says) {}

    String html() {
        return TEMPLATE.render(this, Texts.all());
    }
}
