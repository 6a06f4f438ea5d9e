package dev.docket.journal.record;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The attributes of an order that its decision is found by, as stores keep them: words of path and value, such as {@code
 * order.attributes.project-code=P-7}.
 */
public final class AttributeFacets {
    private AttributeFacets() {}

    /** One word; no value makes two of it, or holds a NUL, which PostgreSQL does not take. */
    public static String word(String path, String value) {
        return path + "=" + value.replace("%", "%25").replace(" ", "%20").replace("\0", "%00");
    }

    /** The words, one for each attribute. */
    public static SortedSet<String> words(SortedMap<String, String> attributes) {
        SortedSet<String> words = new TreeSet<>();
        attributes.forEach((path, value) -> words.add(word(path, value)));
        return words;
    }

    /** The words as one text; empty without any. */
    public static String text(SortedMap<String, String> attributes) {
        return String.join(" ", words(attributes));
    }

    /**
     * The attributes by path.
     *
     * @throws IllegalArgumentException if the text cannot have been written by this class
     */
    public static SortedMap<String, String> parse(String text) {
        SortedMap<String, String> attributes = new TreeMap<>();
        for (String word : Facets.words(text)) {
            Map.Entry<String, String> one = one(word);
            if (attributes.put(one.getKey(), one.getValue()) != null) {
                throw new IllegalArgumentException(String.format(Locale.ROOT, "'%s' is there twice", one.getKey()));
            }
        }
        return Collections.unmodifiableSortedMap(attributes);
    }

    private static Map.Entry<String, String> one(String word) {
        int equals = word.indexOf('=');
        String path = word.substring(0, Math.max(0, equals));
        String value = word.substring(equals + 1)
                .replace("%00", "\0")
                .replace("%20", " ")
                .replace("%25", "%");
        if (path.isEmpty() || !word(path, value).equals(word)) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "'%s' is not an attribute", word));
        }
        return Map.entry(path, value);
    }
}
