package dev.docket.service.feed;

import dev.docket.decision.taxonomy.Disposition;
import dev.docket.json.Echo;
import dev.docket.json.Problem;
import dev.docket.json.read.Reading;
import dev.docket.text.Suggestion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What is asked of the feed.
 *
 * @param limit the most events of one answer
 * @param patience how long to wait for a first one
 */
public record FeedQuery(FeedStart start, FeedFilter filter, int limit, Duration patience) {
    private static final int MOST = 500;
    private static final int USUAL = 100;
    private static final int LONGEST_WAIT_SECONDS = 30;
    private static final int MOST_WORDS = 50;

    private static final List<String> KINDS = words(FeedKind.values());
    private static final List<String> DISPOSITIONS = words(Disposition.values());

    private static List<String> words(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).toList();
    }

    /**
     * Reads parameters, and reports all problems at once. Whoever reads them knows that there are no others.
     *
     * @param lastEventId what a reader of a stream says that it has, which counts more than {@code after}
     */
    public static Reading<FeedQuery> parse(
            Map<String, ? extends List<String>> parameters, Optional<String> lastEventId) {
        Parser parser = new Parser(parameters);
        FeedStart start = lastEventId
                .map(id -> parser.start("Last-Event-ID", id))
                .orElseGet(() -> parser.one("after")
                        .map(text -> parser.start("?after", text))
                        .orElseGet(FeedStart.Beginning::new));
        FeedFilter filter = new FeedFilter(
                parser.words("kind", KINDS).stream()
                        .map(FeedKind::valueOf)
                        .collect(Collectors.toCollection(TreeSet::new)),
                parser.words("disposition", DISPOSITIONS),
                parser.words("queue", List.of()),
                parser.words("code", List.of()));
        int limit = parser.number("limit", 1, MOST, USUAL);
        int wait = parser.number("wait", 0, LONGEST_WAIT_SECONDS, 0);
        return parser.problems.isEmpty()
                ? new Reading.Valid<>(new FeedQuery(start, filter, limit, Duration.ofSeconds(wait)))
                : new Reading.Invalid<>(parser.problems);
    }

    private static final class Parser {
        private final Map<String, ? extends List<String>> parameters;
        private final List<Problem> problems = new ArrayList<>();

        Parser(Map<String, ? extends List<String>> parameters) {
            this.parameters = parameters;
        }

        Optional<String> one(String name) {
            List<String> given = parameters.get(name);
            if (given == null) {
                return Optional.empty();
            }
            if (given.size() != 1) {
                problem("?" + name, "duplicate-field", "must be given once", given.size() + " times");
                return Optional.empty();
            }
            return Optional.of(given.getFirst());
        }

        FeedStart start(String name, String text) {
            Optional<FeedStart> start = FeedStart.parse(text);
            if (start.isPresent()) {
                return start.get();
            }
            problem(name, "invalid", "must be a cursor of an earlier answer, or 'now'", text);
            return new FeedStart.Beginning();
        }

        /** Words separated by commas, of those allowed if there are any. */
        SortedSet<String> words(String name, List<String> allowed) {
            SortedSet<String> words = new TreeSet<>();
            one(name).ifPresent(text -> words.addAll(List.of(text.split(",", -1))));
            if (words.size() > MOST_WORDS) {
                problem(
                        "?" + name,
                        "wrong-size",
                        "must have at most " + MOST_WORDS + " words",
                        words.size() + " words");
            }
            words.removeIf(word -> isRefused("?" + name, word, allowed));
            return words;
        }

        private boolean isRefused(String name, String word, List<String> allowed) {
            if (word.isEmpty() || word.indexOf('\0') >= 0) {
                problem(name, "invalid", "must be words separated by commas", word);
                return true;
            }
            if (!allowed.isEmpty() && !allowed.contains(word)) {
                problem(
                        name,
                        "unknown-value",
                        "must be one or several of %s.%s"
                                .formatted(String.join(", ", allowed), Suggestion.didYouMean(word, allowed)),
                        word);
                return true;
            }
            return false;
        }

        int number(String name, int least, int most, int usual) {
            Optional<String> text = one(name);
            if (text.isEmpty()) {
                return usual;
            }
            if (text.get().matches("[0-9]{1,4}")) {
                int number = Integer.parseInt(text.get());
                if (number >= least && number <= most) {
                    return number;
                }
            }
            problem("?" + name, "out-of-range", "must be a number from %s to %s".formatted(least, most), text.get());
            return usual;
        }

        private void problem(String path, String code, String message, String value) {
            problems.add(new Problem(path, code, message, Echo.of(value), 0));
        }
    }
}
