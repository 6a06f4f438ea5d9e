package dev.docket.measure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a measurement is asked for.
 *
 * @param json where its ratios are written, if they are
 * @param compare the ratios of an earlier run, if this one is compared with it
 * @param write whether its section of the document is written
 */
public record Wanted(
        int rounds, @Nullable Path json, @Nullable Path compare, boolean write) {
    /** What an option means is not clear. */
    public static final class Misunderstood extends IllegalArgumentException {
        Misunderstood(String what) {
            super(what);
        }
    }

    public static final String USAGE = "[--rounds N] [--json FILE] [--compare OLD] [--write]";

    /**
     * Reads the options.
     *
     * @param rounds how many, unless they say so
     * @throws Misunderstood naming what is not understood
     */
    public static Wanted of(int rounds, String... options) {
        Wanted wanted = new Wanted(rounds, null, null, false);
        for (int i = 0; i < options.length; i++) {
            wanted = switch (options[i]) {
                case "--rounds" -> wanted.rounds(number(value(options, ++i)));
                case "--json" -> wanted.json(Path.of(value(options, ++i)));
                case "--compare" -> wanted.compare(Path.of(value(options, ++i)));
                case "--write" -> new Wanted(wanted.rounds, wanted.json, wanted.compare, true);
                default -> throw new Misunderstood("unknown option '" + options[i] + "'");
            };
        }
        return wanted;
    }

    /**
     * Keeps the ratios and compares them, as wanted.
     *
     * @return how the process ends: 1 if something got slower or was not measured again
     */
    public int end(Ratios ratios) throws IOException {
        // Read first: it may be the file that is written.
        Ratios earlier = compare == null ? null : Ratios.read(compare);
        if (json != null) {
            ratios.write(json);
            System.out.println("ratios written to " + json);
        }
        if (earlier == null) {
            return 0;
        }
        List<String> slower = ratios.slowerThan(earlier);
        List<String> missing = ratios.missing(earlier);
        slower.forEach(each -> System.out.println("slower: " + each));
        missing.forEach(each -> System.out.println("not measured again: " + each));
        if (slower.isEmpty() && missing.isEmpty()) {
            System.out.println("nothing got slower than in " + compare);
            return 0;
        }
        return 1;
    }

    private Wanted rounds(int many) {
        return new Wanted(many, json, compare, write);
    }

    private Wanted json(Path file) {
        return new Wanted(rounds, file, compare, write);
    }

    private Wanted compare(Path file) {
        return new Wanted(rounds, json, file, write);
    }

    private static int number(String text) {
        try {
            int number = Integer.parseInt(text);
            if (number < 1) {
                throw new Misunderstood("there must be at least one round");
            }
            return number;
        } catch (NumberFormatException none) {
            throw new Misunderstood("'" + text + "' is not a number of rounds");
        }
    }

    private static String value(String[] options, int at) {
        if (at == options.length) {
            throw new Misunderstood("'" + options[at - 1] + "' needs a value");
        }
        return options[at];
    }
}
