package dev.docket.console.find;

import dev.docket.console.shell.Texts;
import dev.docket.console.shell.Words;
import dev.docket.service.bundle.DescribeBundle;
import dev.docket.service.work.Holding;
import dev.docket.text.Printable;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a search asks for, in words. */
final class Chips {
    private static final int DIGITS = 12;

    private final DescribeBundle describe;

    Chips(DescribeBundle describe) {
        this.describe = describe;
    }

    /** @param typed what the text turned out to be, by criterion */
    List<FindPage.Chip> of(Search search, Map<String, String> typed) {
        List<FindPage.Chip> chips = new ArrayList<>();
        typed.forEach((key, value) -> chips.add(new FindPage.Chip(
                Texts.of("key_" + key),
                Printable.line(value),
                "",
                search.without(Search.CURSOR).saying("").path(),
                "q=")));
        search.filters().forEach((name, value) -> {
            if (!name.equals(Search.CURSOR)) {
                chips.add(new FindPage.Chip(
                        name(name),
                        Printable.line(words(name, value)),
                        time(name, value).map(Instant::toString).orElse(""),
                        search.without(name).path(),
                        name + "="));
            }
        });
        return chips;
    }

    /** What a filter is called; an attribute by its own name, without its path. */
    static String name(String filter) {
        return Texts.or("key_" + filter, Words.ofId(filter.substring(filter.lastIndexOf('.') + 1)));
    }

    /** A value of a filter in words. */
    String words(String name, String value) {
        return switch (name) {
            case "disposition", "within", "sort", "outcome", "exceptions" ->
                Texts.or(name + "_" + value.replace('-', '_'), Words.sentence(value));
            case "from", "to" -> time(name, value).map(Words::time).orElse(value);
            case "caller", "outcomeBy" -> Holding.nameOf(value);
            case "checkpoint" -> Words.sentence(value);
            case "code" -> value + " " + codeName(describe, value);
            case "ruleId" -> Words.ofId(value);
            case "bundle", "model" -> digest(value);
            default -> value;
        };
    }

    /** The time that a filter names, if it does. */
    private static Optional<Instant> time(String name, String value) {
        try {
            return name.equals("from") || name.equals("to") ? Optional.of(Instant.parse(value)) : Optional.empty();
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }

    static String codeName(DescribeBundle describe, String code) {
        var entry = describe.taxonomy().codes().get(code);
        return entry == null ? "" : Words.of(entry.name());
    }

    private static String digest(String digest) {
        String hex = digest.substring(digest.indexOf(':') + 1);
        return hex.substring(0, Math.min(DIGITS, hex.length()));
    }
}
