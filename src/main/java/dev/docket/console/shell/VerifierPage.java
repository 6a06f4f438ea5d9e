package dev.docket.console.shell;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docket.html.HtmlTemplate;

/**
 * Verifies a saved decision. Its components are what {@code verifier.html} shows.
 *
 * @param texts what the script says, as JSON
 */
public record VerifierPage(String texts) {
    private static final HtmlTemplate TEMPLATE = HtmlTemplate.beside(VerifierPage.class, "verifier.html");

    public static String html() {
        String texts =
                new ObjectMapper().valueToTree(Texts.beginning("verify_")).toString();
        return TEMPLATE.render(new VerifierPage(texts.replace("<", "\\u003c")), Texts.all());
    }
}
