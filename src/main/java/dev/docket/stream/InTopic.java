package dev.docket.stream;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A topic that orders come from.
 *
 * @param mapping how its documents are read; nothing for orders as they are
 */
public record InTopic(String name, Optional<String> mapping) {
    /** A decision names the record that it was made of, and that has room for so much. */
    public static final int LONGEST_NAME = 90;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1," + LONGEST_NAME + "}");

    /** @throws IllegalArgumentException if Kafka, or a record, could not have such a topic */
    public InTopic {
        if (!isName(name)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "'%s' is no topic: letters, digits, dots, hyphens and underscores, %d at most",
                    name,
                    LONGEST_NAME));
        }
    }

    /** Whether a topic can be named so. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches() && !text.equals(".") && !text.equals("..");
    }

    /** What {@code TOPIC} or {@code TOPIC=MAPPING} says. @throws IllegalArgumentException if it is neither */
    public static InTopic parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            return new InTopic(text.strip(), Optional.empty());
        }
        String mapping = text.substring(equals + 1).strip();
        if (mapping.isEmpty()) {
            throw new IllegalArgumentException("'%s' names no mapping after the '='".formatted(text));
        }
        return new InTopic(text.substring(0, equals).strip(), Optional.of(mapping));
    }
}
