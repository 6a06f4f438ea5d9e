package dev.docket.console.today;

import dev.docket.console.shell.Rate;
import dev.docket.console.shell.Texts;
import dev.docket.html.HtmlTemplate;
import java.util.List;

/**
 * How it goes. Its components are what {@code today.html} shows. Addresses are empty for readers who may not see decisions.
 *
 * @param counted of what the figures are
 * @param isEmpty whether nothing was decided in the period
 * @param tiles the figures to look at first
 * @param bars the period in parts
 * @param highest how many decisions the highest bar stands for
 * @param senders who sent the orders
 * @param bySender the most frequent exceptions by who sent the order; without columns unless several did
 * @param ageing what waits for a person
 * @param unsettled why there are no rates of the rules; empty if there are some
 * @param calibration of the priority, where anybody reported how urgent an order was
 * @param drift of the model's inputs
 */
public record TodayPage(
        List<Choice> periods,
        String counted,
        boolean isEmpty,
        List<Tile> tiles,
        List<Bar> bars,
        String highest,
        Time from,
        Time to,
        List<Row> dispositions,
        List<Row> priorities,
        List<Group> exceptions,
        List<Sender> senders,
        BySender bySender,
        Ageing ageing,
        List<Rated> rules,
        String unsettled,
        String calibration,
        List<Fact> service,
        String drift) {
    private static final HtmlTemplate TEMPLATE = HtmlTemplate.beside(TodayPage.class, "today.html");

    /** A period that can be chosen. */
    public record Choice(String text, String path, boolean isOn) {}

    /** @param at as a script can read it */
    public record Time(String text, String at) {}

    /** A figure with its name; {@code notePath} is what the note counts. */
    public record Tile(String name, String value, String note, String path, String notePath) {}

    /** A part of the period: its decisions in layers, the mildest at the bottom. */
    public record Bar(String says, String path, String x, String width, List<Layer> layers) {}

    /** Measures of a drawing that is 100 high. */
    public record Layer(String tone, String y, String height) {}

    /**
     * A count, and how long its bar is, from 0 to 100.
     *
     * @param sources the rules that raised an exception, the most frequent first; none for anything else
     */
    public record Row(
            String text,
            String note,
            String tone,
            String count,
            String share,
            String length,
            String path,
            List<Source> sources) {}

    /** A rule that raised an exception, and in how many decisions. */
    public record Source(String rule, String rulePath, String count, String path) {}

    /** The exceptions of one business area. */
    public record Group(String name, List<Row> rows) {}

    /** Who sent orders, and how many of their decisions have an exception. */
    public record Sender(
            String name,
            String title,
            String count,
            String path,
            String exceptions,
            String exceptionsPath,
            String share) {}

    /** @param columns who sent orders */
    public record BySender(List<Column> columns, List<OfCode> rows) {}

    /** @param title the whole name */
    public record Column(String name, String title) {}

    /** How often an exception came up, by who sent the order. */
    public record OfCode(String code, String name, List<Cell> cells) {}

    /** @param columns the dispositions */
    public record Ageing(List<String> columns, List<Waiting> rows) {}

    /** What waits for so long. */
    public record Waiting(String age, List<Cell> cells) {}

    /** A figure; empty for none. */
    public record Cell(String value, String path) {}

    /** A rule, and what people did in spite of it. */
    public record Rated(String name, String path, String fired, String firedPath, Rate overridden, Rate falseHolds) {}

    /** A property with its name. */
    public record Fact(String name, String value, String at, String title, String path) {}

    String html() {
        return TEMPLATE.render(this, Texts.all());
    }
}
