package dev.docket.console.edit;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docket.console.shell.Assets;
import dev.docket.console.shell.Texts;
import dev.docket.html.HtmlTemplate;
import java.util.List;

/**
 * Where the policy is written in. Its components are what {@code edit.html} shows; its script asks for the text.
 *
 * @param file to show first, and the line; empty for the first file
 * @param mayPropose whether the reader has a name under which a change can be recorded
 * @param texts what the script says, as JSON
 * @param grid the path of the script that shows decision tables
 * @param parameters the path of the script that reads parameters for their form
 */
public record EditPage(
        String file,
        String line,
        boolean mayPropose,
        String texts,
        String script,
        String grid,
        String parameters,
        List<String> modules) {
    private static final HtmlTemplate TEMPLATE = HtmlTemplate.beside(EditPage.class, "edit.html");
    private static final String SCRIPT_TEXTS =
            new ObjectMapper().valueToTree(Texts.beginning("editor_")).toString();

    public static EditPage of(String file, String line, boolean mayPropose) {
        return new EditPage(
                file,
                line,
                mayPropose,
                SCRIPT_TEXTS,
                Assets.of("edit.js").path(),
                Assets.of("grid.js").path(),
                Assets.of("parameters.js").path(),
                Assets.editorModules());
    }

    public String html() {
        return TEMPLATE.render(this, Texts.all());
    }
}
