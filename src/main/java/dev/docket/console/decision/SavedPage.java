package dev.docket.console.decision;

import dev.docket.console.shell.Texts;
import dev.docket.digest.Sha256;
import dev.docket.html.HtmlTemplate;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A decision as one file that stands alone. Its components are what {@code saved.html} shows.
 *
 * @param policy lets the browser run the two scripts and the style that are in the file, by their hashes, and nothing else
 */
public record SavedPage(String title, String policy, String style, String script, String verify, String content) {
    private static final HtmlTemplate TEMPLATE = HtmlTemplate.beside(SavedPage.class, "saved.html");
    private static final String STYLE = shell("console.css");
    private static final String SCRIPT = shell("console.js");
    private static final String VERIFY = shell("verify.js");
    private static final String POLICY = "default-src 'none'; script-src " + hash(SCRIPT) + " " + hash(VERIFY)
            + "; style-src " + hash(STYLE) + "; base-uri 'none'; form-action 'none'";

    private static String shell(String file) {
        return HtmlTemplate.text(Texts.class, file);
    }

    private static String hash(String content) {
        byte[] digest = Sha256.start().digest(content.getBytes(StandardCharsets.UTF_8));
        return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    }

    public static byte[] of(String title, DecisionPage page) {
        return TEMPLATE.render(new SavedPage(title, POLICY, STYLE, SCRIPT, VERIFY, page.html()), Texts.all())
                .getBytes(StandardCharsets.UTF_8);
    }
}
