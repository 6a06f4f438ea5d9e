package dev.docket.console.policy;

import dev.docket.console.shell.Texts;
import dev.docket.console.today.Today;
import dev.docket.decision.urgency.ModelDescription;
import dev.docket.html.HtmlTemplate;
import java.util.List;
import java.util.Optional;

/**
 * The classifier that decides now. Its components are what {@code model.html} shows.
 *
 * @param live how it did lately; none if the reader may not see figures
 */
public record ModelPage(String name, String version, String digest, String card, List<Live> live) {
    private static final HtmlTemplate TEMPLATE = HtmlTemplate.beside(ModelPage.class, "model.html");

    /**
     * How it did lately.
     *
     * @param versions each version against its card, as HTML, as are the others
     * @param counted of what {@code calibration} is
     */
    public record Live(String versions, String counted, String calibration, String drift) {
        public Live(LiveVersions versions, Today.OfModel today) {
            this(versions.html(), today.counted(), today.calibration(), today.drift());
        }
    }

    /** @param live none if the reader may not see figures */
    public static ModelPage of(ModelDescription model, Optional<Live> live) {
        return new ModelPage(
                model.id().name(),
                model.id().version(),
                model.id().digest().text(),
                model.card(),
                live.stream().toList());
    }

    public String html() {
        return TEMPLATE.render(this, Texts.all());
    }
}
