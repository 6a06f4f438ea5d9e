package dev.docket.console.find;

import dev.docket.console.shell.Texts;
import dev.docket.html.HtmlTemplate;
import java.util.List;

/**
 * The decisions that a search found. Its components are what {@code find.html} shows.
 *
 * @param text what was typed
 * @param chips what the decisions have in common
 * @param hidden the filters, for the form
 * @param counted of how many decisions the counts are
 * @param next the address of the next page; empty on the last one
 * @param cursor of the next page, for the form
 * @param csv the address of an export; empty if the reader may not
 * @param nothing why there are no rows: {@code journal}, {@code filters}, {@code text}, or empty if there are some
 * @param older what was not looked at, one at most; none if everything was, or there is another page of what was
 */
public record FindPage(
        String text,
        List<Chip> chips,
        List<Hidden> hidden,
        List<Facet> facets,
        List<Row> rows,
        String counted,
        String next,
        String cursor,
        String csv,
        String ndjson,
        String nothing,
        List<Older> older) {
    private static final HtmlTemplate TEMPLATE = HtmlTemplate.beside(FindPage.class, "find.html");

    /**
     * What is older than what was looked at.
     *
     * @param said of how many decisions the search was
     * @param at since when, and the same for a script
     * @param path the address of a search in what is older
     * @param set what a button sends for it
     */
    public record Older(String said, String at, String time, String path, String set) {}

    /**
     * A filter that is on.
     *
     * @param at the time that it names, as a script can read it; empty if it names none
     * @param without the address without it
     * @param set what a button sends to take it away
     */
    public record Chip(String name, String value, String at, String without, String set) {}

    /** A field of the form. */
    public record Hidden(String name, String value) {}

    /** The values of one key, the most frequent first. */
    public record Facet(String name, List<Value> values, boolean isOpen) {}

    /**
     * One of them.
     *
     * @param path the address of a search for it
     * @param set what a button sends to search for it
     * @param count how many decisions have it; empty if it was not counted
     */
    public record Value(String text, String tone, String count, String path, String set, boolean isOn) {}

    /**
     * One decision.
     *
     * @param outcome what was done, as somebody reported; empty if nobody has
     */
    public record Row(
            String id,
            String order,
            String customer,
            String at,
            String time,
            String disposition,
            String dispositionText,
            String outcome,
            String priority,
            List<Code> codes,
            String amount,
            String currency,
            String value,
            String place) {}

    /** An exception with its name. */
    public record Code(String code, String name) {}

    String html() {
        return TEMPLATE.render(this, Texts.all());
    }
}
