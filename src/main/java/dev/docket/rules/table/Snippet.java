package dev.docket.rules.table;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The piece of a rule into which a column puts the values of its cells: {@code discountPct > $param}. */
record Snippet(String text) {
    /** Names its fact itself. */
    private static final Pattern FACT = Pattern.compile("[A-Z]\\w*\\s*\\(");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$(param|\\d)");
    private static final int MOST_PLACES = 9;

    boolean isEmpty() {
        return text.isEmpty();
    }

    boolean namesFact() {
        return FACT.matcher(text).find();
    }

    /** Whether its column has values; else it has crosses. */
    boolean takesValue() {
        return text.contains("$param") || text.contains("$1") || text.contains("forall(");
    }

    /** How many values a cell must have, separated by commas; 0 where it has one, or a cross. */
    long places() {
        return IntStream.rangeClosed(1, MOST_PLACES)
                .filter(place -> text.contains("$" + place))
                .count();
    }

    /** Whether it has one place for a value, which is no part of a text. */
    boolean takesNumber() {
        List<Integer> places =
                PLACEHOLDER.matcher(text).results().map(MatchResult::start).toList();
        return !text.contains("$1") && !places.isEmpty() && places.stream().noneMatch(this::isQuoted);
    }

    private boolean isQuoted(int place) {
        return text.substring(0, place)
                                .chars()
                                .filter(character -> character == '"')
                                .count()
                        % 2
                != 0;
    }
}
