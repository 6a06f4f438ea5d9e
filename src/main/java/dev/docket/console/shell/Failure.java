package dev.docket.console.shell;

import dev.docket.html.HtmlTemplate;
import java.util.List;

/**
 * What is shown instead of a page. Its components are what {@code failure.html} shows.
 *
 * @param code of the problem, as programs get it
 * @param advice what to do
 * @param hasLogin whether it helps to log in
 * @param next where the reader wanted to go
 */
public record Failure(
        String title,
        String said,
        String advice,
        String code,
        List<String> details,
        boolean hasLogin,
        boolean hasProvider,
        String next) {
    private static final HtmlTemplate TEMPLATE = HtmlTemplate.beside(Failure.class, "failure.html");

    public String html() {
        return TEMPLATE.render(this, Texts.all());
    }

    /** The words for a problem; what the service said of it where the console has none. */
    static Failure of(
            String code, String title, String detail, List<String> details, boolean hasProvider, String next) {
        String key = "failure_" + code.replace('-', '_');
        boolean hasLogin = List.of("unauthenticated", "wrong-credentials", "expired-credentials")
                .contains(code);
        return new Failure(
                Texts.or(key + "_title", title),
                Texts.or(key, detail),
                Texts.or(key + "_advice", ""),
                code,
                details,
                hasLogin,
                hasProvider,
                next);
    }
}
