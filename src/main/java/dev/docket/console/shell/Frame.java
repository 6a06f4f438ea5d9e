package dev.docket.console.shell;

import dev.docket.access.Caller;
import dev.docket.html.HtmlTemplate;
import dev.docket.text.Printable;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * What stands around the content of every page. Its components are what {@code frame.html} shows.
 *
 * @param title of the window
 * @param content the page itself, as HTML
 * @param links to what the reader may see
 * @param who the reader's name; empty if nobody in particular
 */
public record Frame(
        String title,
        String content,
        List<Link> links,
        String who,
        String style,
        String script,
        String htmx,
        String verify,
        String icon) {
    private static final HtmlTemplate TEMPLATE = HtmlTemplate.beside(Frame.class, "frame.html");

    /** The pages that the frame links to, in this order. */
    private enum Place {
        TODAY("showToday", "/console/today", "nav_today"),
        WORK("showWork", "/console/work", "nav_work"),
        FIND("showDecisions", "/console/decisions", "nav_find"),
        RULES("showRules", "/console/rules", "nav_rules"),
        CHANGES("showChanges", "/console/changes", "nav_changes"),
        MODEL("showModel", "/console/model", "nav_model"),
        VERIFY("showVerifier", "/console/verify", "nav_verify");

        private final String operation;
        private final String path;
        private final String text;

        Place(String operation, String path, String text) {
            this.operation = operation;
            this.path = path;
            this.text = text;
        }
    }

    /** @param current what HTML says of the page that is shown: {@code page} or nothing */
    public record Link(String path, String text, String current) {}

    /**
     * @param path of the page
     * @param may whether the reader may ask for an operation
     */
    static String around(String content, String title, String path, Caller caller, Predicate<String> may) {
        List<Link> links = Arrays.stream(Place.values())
                .filter(place -> may.test(place.operation))
                .map(place -> new Link(place.path, Texts.of(place.text), path.startsWith(place.path) ? "page" : ""))
                .toList();
        return TEMPLATE.render(
                new Frame(
                        title,
                        content,
                        links,
                        caller instanceof Caller.Named named ? Printable.line(shortName(named)) : "",
                        Assets.of("console.css").path(),
                        Assets.of("console.js").path(),
                        Assets.of("htmx.min.js").path(),
                        Assets.of("verify.js").path(),
                        Assets.of("icon.svg").path()),
                Texts.all());
    }

    private static String shortName(Caller.Named named) {
        return switch (named) {
            case Caller.KeyHolder holder -> holder.name();
            case Caller.User user -> user.name();
        };
    }
}
