package dev.docket.console.shell;

import dev.docket.html.HtmlTemplate;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/** Everything that the console says, from one file: a translation is another file. */
public final class Texts {
    private static final SortedMap<String, String> ALL = read();

    private Texts() {}

    private static SortedMap<String, String> read() {
        Properties file = new Properties();
        try {
            file.load(new StringReader(HtmlTemplate.text(Texts.class, "texts.properties")));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        SortedMap<String, String> texts = new TreeMap<>();
        file.forEach((name, text) -> texts.put(name.toString(), text.toString()));
        return Collections.unmodifiableSortedMap(texts);
    }

    /** All of them, by name. */
    public static Map<String, String> all() {
        return ALL;
    }

    /** Those whose names begin with a prefix, for scripts; without the prefix. */
    public static SortedMap<String, String> beginning(String prefix) {
        SortedMap<String, String> some = new TreeMap<>();
        ALL.tailMap(prefix).forEach((name, text) -> {
            if (name.startsWith(prefix)) {
                some.put(name.substring(prefix.length()), text);
            }
        });
        return some;
    }

    /**
     * One of them, with values for its {@code %s}.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    public static String of(String name, Object... values) {
        String text = ALL.get(name);
        if (text == null) {
            throw new IllegalArgumentException("the console has no text '" + name + "'");
        }
        return values.length == 0 ? text : String.format(Locale.ROOT, text, values);
    }

    /** A text that may be missing, such as the words for a code that a newer policy has. */
    public static String or(String name, String otherwise) {
        return ALL.getOrDefault(name, otherwise);
    }
}
