package dev.docket.service.search;

import dev.docket.decision.taxonomy.Disposition;
import dev.docket.decision.urgency.PriorityClass;
import dev.docket.journal.Cursor;
import dev.docket.journal.Direction;
import dev.docket.journal.Filter;
import dev.docket.journal.Filter.Criterion;
import dev.docket.json.Echo;
import dev.docket.json.Problem;
import dev.docket.json.read.Reading;
import dev.docket.order.Checkpoint;
import dev.docket.order.Segment;
import dev.docket.order.attribute.AttributeDefinition;
import dev.docket.service.outcome.Became;
import dev.docket.text.Suggestion;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A search for decisions.
 *
 * @param became what became of them; nothing for whatever it was. As far as a journal can search by it, it is in the filter as well
 * @param limit the maximum number; empty for all
 */
public record DecisionQuery(
        Filter filter, Optional<Became> became, Direction direction, Optional<Cursor> after, Optional<Integer> limit) {
    private static final int MOST = 500;
    private static final Pattern BLANK_FOR_PLUS = Pattern.compile("\\d{4}-.*T.* \\d\\d:?\\d\\d");

    /** The names of the criteria, as used in parameters and options. */
    private static final SortedMap<String, Criterion> CRITERIA = new TreeMap<>(
            Arrays.stream(Criterion.values()).collect(Collectors.toMap(Criterion::label, Function.identity())));

    /** The words that a criterion may have, for those with a fixed set. */
    private static final Map<Criterion, List<String>> WORDS = new EnumMap<>(Map.of(
            Criterion.SEGMENT, words(Segment.values()),
            Criterion.CHECKPOINT, words(Checkpoint.values()),
            Criterion.DISPOSITION, words(Disposition.values()),
            Criterion.PRIORITY, words(PriorityClass.values()),
            Criterion.EXCEPTIONS, List.of("some", "none")));

    private static final List<String> ENDINGS =
            Arrays.stream(Became.values()).map(Became::word).toList();

    private static final List<String> FLAGS = List.of("true", "false");

    private static final List<String> SORTS = List.of("newest", "oldest");

    private static final List<String> PARAMETERS = Stream.concat(
                    CRITERIA.keySet().stream(),
                    Stream.of("outcome", "outcomeBy", "from", "to", "sort", "limit", "cursor"))
            .toList();

    /** Criteria that few decisions share. */
    private static final Set<Criterion> NARROW =
            Set.of(Criterion.ORDER_ID, Criterion.CUSTOMER_ID, Criterion.REQUEST_ID);

    /** Criteria with an index of their own. */
    private static final Set<Criterion> INDEXED =
            Set.of(Criterion.DISPOSITION, Criterion.CODE, Criterion.RULE_ID, Criterion.BUNDLE_DIGEST);

    /** Whether it may have to look at many decisions that do not match: no index leads to those that do. */
    public boolean isSearching() {
        Set<Criterion> wanted = filter.values().keySet();
        int criteria = wanted.size() + filter.attributes().size();
        return wanted.stream().noneMatch(NARROW::contains)
                && (filter.ending().isPresent()
                        || criteria > 1
                        || (wanted.size() == 1 && !INDEXED.containsAll(wanted)));
    }

    /** The same among decisions that were made at a time or later. */
    DecisionQuery since(Instant from) {
        return new DecisionQuery(
                new Filter(filter.values(), filter.attributes(), Optional.of(from), filter.to(), filter.ending()),
                became,
                direction,
                after,
                limit);
    }

    private static List<String> words(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).toList();
    }

    /**
     * Parses parameters, and reports all problems at once.
     *
     * @param attributes those that decisions are found by, by request path
     */
    public static Reading<DecisionQuery> parse(
            Map<String, ? extends List<String>> parameters, SortedMap<String, AttributeDefinition> attributes) {
        var parser = new Parser(attributes);
        parameters.forEach(parser::take);
        return parser.reading();
    }

    private static final class Parser {
        private final SortedMap<String, AttributeDefinition> attributes;
        private final Map<Criterion, String> values = new EnumMap<>(Criterion.class);
        private final SortedMap<String, String> byAttribute = new TreeMap<>();
        private final List<Problem> problems = new ArrayList<>();
        private Optional<Became> became = Optional.empty();
        private Optional<String> by = Optional.empty();
        private Optional<Instant> from = Optional.empty();
        private Optional<Instant> to = Optional.empty();
        private Optional<Cursor> after = Optional.empty();
        private Optional<Integer> limit = Optional.empty();
        private Direction direction = Direction.NEWEST_FIRST;

        Parser(SortedMap<String, AttributeDefinition> attributes) {
            this.attributes = attributes;
        }

        void take(String name, List<String> given) {
            if (given.size() != 1) {
                problem(name, "duplicate-field", "must be given once", given.size() + " times");
                return;
            }
            String value = given.getFirst();
            if (value.indexOf('\0') >= 0) {
                problem(name, "invalid", "must not have a NUL character", "");
                return;
            }
            Criterion criterion = CRITERIA.get(name);
            if (criterion != null) {
                criterion(name, criterion, value);
                return;
            }
            AttributeDefinition attribute = attributes.get(name);
            if (attribute != null) {
                attribute(name, attribute, value);
                return;
            }
            switch (name) {
                case "outcome" -> outcome(value);
                case "outcomeBy" -> by = Optional.of(value);
                case "from" -> time(name, value, read -> from = Optional.of(read));
                case "to" -> time(name, value, read -> to = Optional.of(read));
                case "limit" -> limit(value);
                case "sort" -> sort(value);
                case "cursor" -> cursor(value);
                default -> unknown(name, value);
            }
        }

        private void unknown(String name, String value) {
            List<String> known = Stream.concat(PARAMETERS.stream(), attributes.keySet().stream())
                    .toList();
            problem(
                    name,
                    "unknown-field",
                    "is not a search parameter.%s Search by %s.%s"
                            .formatted(
                                    Suggestion.didYouMean(name, known),
                                    String.join(", ", known),
                                    name.contains(".attributes.")
                                            ? " Of attributes, by those with 'facet: true' in attributes.yaml of the active policy."
                                            : ""),
                    value);
        }

        // Any text, also one that is no value of it any more: earlier decisions may have it.
        private void attribute(String name, AttributeDefinition declared, String value) {
            switch (declared.type()) {
                case FLAG -> {
                    if (!FLAGS.contains(value)) {
                        unknownWord(name, FLAGS, value);
                    }
                }
                case DATE -> {
                    try {
                        LocalDate.parse(value);
                    } catch (DateTimeException noDate) {
                        problem(name, "not-a-date", "must be a date such as 2026-03-29", value);
                    }
                }
                case TEXT, DECIMAL, MOMENT, TEXTS -> {}
            }
            byAttribute.put(name, value);
        }

        Reading<DecisionQuery> reading() {
            return problems.isEmpty()
                    ? new Reading.Valid<>(new DecisionQuery(
                            new Filter(values, byAttribute, from, to, ending()), became, direction, after, limit))
                    : new Reading.Invalid<>(problems);
        }

        private Optional<Filter.Ending> ending() {
            return became.isEmpty() && by.isEmpty()
                    ? Optional.empty()
                    : Optional.of(became.orElse(Became.REPORTED).ending(by));
        }

        private void outcome(String value) {
            became = Became.of(value);
            if (became.isEmpty()) {
                unknownWord("outcome", ENDINGS, value);
            }
        }

        private void criterion(String name, Criterion criterion, String value) {
            List<String> words = WORDS.get(criterion);
            if (words == null || words.contains(value)) {
                values.put(criterion, value);
                return;
            }
            unknownWord(name, words, value);
        }

        private void unknownWord(String name, List<String> words, String value) {
            problem(
                    name,
                    "unknown-value",
                    "must be one of %s.%s".formatted(String.join(", ", words), Suggestion.didYouMean(value, words)),
                    value);
        }

        private void time(String name, String value, Consumer<Instant> read) {
            try {
                read.accept(Instant.parse(value));
            } catch (DateTimeException noTime) {
                problem(name, "not-an-instant", "must be a time such as 2026-03-29T01:00:00Z." + plus(value), value);
            }
        }

        // A plus sign in a query string means a blank, and the offset of a time begins with one.
        private static String plus(String value) {
            return BLANK_FOR_PLUS.matcher(value).matches()
                    ? " A '+' in a URL arrives as a blank: write %2B, or give the time in UTC with a Z."
                    : "";
        }

        private void limit(String value) {
            try {
                int number = Integer.parseInt(value);
                if (number >= 1 && number <= MOST) {
                    limit = Optional.of(number);
                    return;
                }
            } catch (NumberFormatException noNumber) {
                // reported below
            }
            problem("limit", "out-of-range", "must be a number from 1 to " + MOST, value);
        }

        private void sort(String value) {
            switch (value) {
                case "newest" -> direction = Direction.NEWEST_FIRST;
                case "oldest" -> direction = Direction.OLDEST_FIRST;
                default -> unknownWord("sort", SORTS, value);
            }
        }

        private void cursor(String value) {
            after = CursorText.parse(value);
            if (after.isEmpty()) {
                problem("cursor", "invalid", "must be the 'next' of an earlier answer", value);
            }
        }

        private void problem(String name, String code, String message, String value) {
            problems.add(new Problem("?" + Echo.of(name), code, message, Echo.of(value), 0));
        }
    }
}
