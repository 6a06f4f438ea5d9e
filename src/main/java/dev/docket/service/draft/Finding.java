package dev.docket.service.draft;

import dev.docket.rules.RuleProblem;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that a check says of a draft, at its place.
 *
 * @param file below the rule folder
 * @param line from 1
 * @param from the first column of what it is about, from 0
 * @param to the column after it
 * @param severity {@code ERROR}, {@code WARNING} or {@code INFO}
 * @param page where the code is explained
 * @param instead what should probably stand there; empty if nobody knows
 */
public record Finding(
        String file,
        int line,
        int from,
        int to,
        String code,
        String severity,
        String message,
        String page,
        String instead) {
    /** The parsers of rules name the place themselves. */
    private static final Pattern PLACE = Pattern.compile("Line (\\d{1,6}):(\\d{1,4})");

    private static final Pattern QUOTED = Pattern.compile("'([^'\\s]{1,80})'");
    private static final Pattern MEANT = Pattern.compile("Did you mean '([^']{1,80})'\\?");
    /** A name in a message may have the text of the file before and behind it: {@code unit dayz}. */
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.-]+");

    /** @param text of the line that the problem names */
    static Finding of(RuleProblem problem, String text) {
        Matcher meant = MEANT.matcher(problem.message());
        String instead = meant.find() ? meant.group(1) : "";
        String said = meant.reset().replaceAll("");
        Span span = Span.at(problem.line(), said, text)
                .or(() -> Span.quoted(said, text))
                .orElseGet(() -> Span.all(text));
        return new Finding(
                problem.file(),
                problem.line(),
                span.from(),
                span.to(),
                problem.code().toString(),
                problem.severity().name(),
                problem.message(),
                problem.code().page(),
                span.isWord() ? inCaseOf(text.substring(span.from(), span.to()), instead) : "");
    }

    /** Enumerations in data files are written in small letters, and reported in large ones. */
    private static String inCaseOf(String written, String instead) {
        return written.equals(written.toLowerCase(Locale.ROOT)) && instead.equals(instead.toUpperCase(Locale.ROOT))
                ? instead.toLowerCase(Locale.ROOT)
                : instead;
    }

    /** Part of a line; {@code isWord} if it is what the message quotes. */
    private record Span(int from, int to, boolean isWord) {
        static Optional<Span> at(int line, String message, String text) {
            Matcher place = PLACE.matcher(message);
            if (!place.find()
                    || Integer.parseInt(place.group(1)) != line
                    || Integer.parseInt(place.group(2)) >= text.length()) {
                return Optional.empty();
            }
            int from = Integer.parseInt(place.group(2));
            Matcher word = WORD.matcher(text);
            return Optional.of(new Span(from, word.find(from) && word.start() == from ? word.end() : from + 1, false));
        }

        /** The longest text that the message quotes and the line has. */
        static Optional<Span> quoted(String message, String text) {
            return QUOTED.matcher(message)
                    .results()
                    .map(found -> found.group(1))
                    .flatMap(quoted -> Pattern.compile(
                                    "(?<![A-Za-z0-9_-])" + Pattern.quote(quoted) + "(?![A-Za-z0-9_-])",
                                    Pattern.CASE_INSENSITIVE)
                            .matcher(text)
                            .results())
                    .map(found -> new Span(found.start(), found.end(), true))
                    .max(Comparator.comparingInt((Span span) -> span.to() - span.from())
                            .thenComparing(Comparator.comparingInt(Span::from).reversed()));
        }

        static Span all(String text) {
            int from = text.length() - text.stripLeading().length();
            return new Span(from, Math.max(from, text.stripTrailing().length()), false);
        }
    }
}
