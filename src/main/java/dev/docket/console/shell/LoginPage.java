package dev.docket.console.shell;

import dev.docket.html.HtmlTemplate;

/**
 * Asks who comes. Its components are what {@code login.html} shows.
 *
 * @param said what was wrong the last time
 * @param next where to go then
 */
public record LoginPage(String said, boolean hasProvider, String next) {
    private static final HtmlTemplate TEMPLATE = HtmlTemplate.beside(LoginPage.class, "login.html");

    public static String html(String said, boolean hasProvider, String next) {
        return TEMPLATE.render(new LoginPage(said, hasProvider, next), Texts.all());
    }
}
