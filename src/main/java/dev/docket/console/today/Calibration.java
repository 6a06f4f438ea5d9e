package dev.docket.console.today;

import dev.docket.console.shell.Rate;
import dev.docket.console.shell.Texts;
import dev.docket.html.HtmlTemplate;
import java.util.List;

/** The priority that was answered, against what became of it. Its components are what {@code calibration.html} shows. */
record Calibration(List<Answered> classes) {
    private static final HtmlTemplate TEMPLATE = HtmlTemplate.beside(Calibration.class, "calibration.html");

    /** How urgent the orders of a priority class turned out to be. */
    public record Answered(String priority, String path, Rate right, Rate more, Rate costly) {}

    String html() {
        return TEMPLATE.render(this, Texts.all());
    }
}
