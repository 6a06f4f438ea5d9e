package dev.docket.console.policy;

import dev.docket.console.shell.Texts;
import dev.docket.decision.urgency.ModelDescription;
import dev.docket.html.HtmlTemplate;

/** The classifier that decides now. Its components are what {@code model.html} shows. */
public record ModelPage(String name, String version, String digest, String card) {
    private static final HtmlTemplate TEMPLATE = HtmlTemplate.beside(ModelPage.class, "model.html");

    public static ModelPage of(ModelDescription model) {
        return new ModelPage(
                model.id().name(), model.id().version(), model.id().digest().text(), model.card());
    }

    public String html() {
        return TEMPLATE.render(this, Texts.all());
    }
}
