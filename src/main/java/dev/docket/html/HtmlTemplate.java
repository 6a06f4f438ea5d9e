package dev.docket.html;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.Template;
import io.quarkus.qute.ValueResolvers;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A page in HTML. Every value is escaped, unless the template marks it as {@code .raw}; a name that the page does not
 * have is an error. Thread-safe.
 */
public final class HtmlTemplate {
    private static final Engine ENGINE = Engine.builder()
            .addDefaults()
            .addValueResolver(new ReflectionValueResolver())
            .addValueResolver(ValueResolvers.rawResolver())
            .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
            .build();

    private final Template template;

    private HtmlTemplate(Template template) {
        this.template = template;
    }

    /** Reads a template that lies beside a class. */
    public static HtmlTemplate beside(Class<?> owner, String file) {
        return new HtmlTemplate(ENGINE.parse(text(owner, file), Variant.forContentType(Variant.TEXT_HTML), file));
    }

    /** Reads a file that lies beside a class. */
    public static String text(Class<?> owner, String file) {
        try (InputStream text = Objects.requireNonNull(owner.getResourceAsStream(file), file)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** @param page a record whose components are public; the template calls it {@code page} */
    public String render(Record page) {
        return template.data("page", page).render();
    }

    /**
     * @param page as above
     * @param texts by name; the template calls them {@code t}, and one that is not there is an error
     */
    public String render(Record page, Map<String, String> texts) {
        return template.data("page", page).data("t", texts).render();
    }
}
