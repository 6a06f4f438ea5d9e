package dev.docket.rules.language;

import dev.docket.rules.vocabulary.FactType;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A part of a rule's {@code when}. */
public sealed interface Part {
    /**
     * A fact that meets conditions.
     *
     * @param binding its variable, or null
     * @param source where it is found, null for facts of the request
     */
    record Match(
            @Nullable String binding, FactType type, Expr.@Nullable Read source, List<Condition> conditions, int line)
            implements Part {
        /** Every expression in it, that of its source first. */
        public Stream<Expr> expressions() {
            return Stream.concat(
                    Stream.ofNullable(source),
                    conditions.stream().flatMap(condition -> condition.expressions().stream()));
        }

        @Override
        public Match at(int otherLine) {
            return new Match(
                    binding,
                    type,
                    source,
                    conditions.stream()
                            .map(condition -> condition.at(otherLine))
                            .toList(),
                    otherLine);
        }
    }

    /** At least one such fact. */
    record Exists(Match match) implements Part {}

    /** No such fact. */
    record None(Match match) implements Part {}

    /**
     * A total over facts that meet conditions.
     *
     * @param value what is totalled, of the fact; null where facts are only counted
     * @param asks what is asked of the total
     */
    record Accumulate(
            Match match, Totalled.Total total, @Nullable Expr value, Match asks) implements Part {}

    /** At least one of these. */
    record AnyOf(List<Part> parts) implements Part {}

    /** The same, standing in another line. */
    default Part at(int line) {
        return switch (this) {
            case Match match -> match.at(line);
            case Exists exists -> new Exists(exists.match().at(line));
            case None none -> new None(none.match().at(line));
            case Accumulate over ->
                new Accumulate(
                        over.match().at(line),
                        over.total(),
                        over.value(),
                        over.asks().at(line));
            case AnyOf any ->
                new AnyOf(any.parts().stream().map(part -> part.at(line)).toList());
        };
    }

    /** How many ways lead through its or groups. */
    default long ways() {
        return switch (this) {
            case Match match -> 1;
            case Exists exists -> 1;
            case None none -> 1;
            case Accumulate over -> 1;
            case AnyOf any ->
                Math.max(1, any.parts().stream().mapToLong(Part::ways).sum());
        };
    }

    /** What is totalled in it, also inside groups. */
    default Stream<Expr> totalled() {
        return switch (this) {
            case Match match -> Stream.empty();
            case Exists exists -> Stream.empty();
            case None none -> Stream.empty();
            case Accumulate over -> Stream.ofNullable(over.value());
            case AnyOf any -> any.parts().stream().flatMap(Part::totalled);
        };
    }

    /** What must hold wherever the rule fires: a fact's conditions, or what is asked of a total. */
    default Stream<Match> required() {
        return switch (this) {
            case Match match -> Stream.of(match);
            case Accumulate over -> Stream.of(over.asks());
            case Exists exists -> Stream.empty();
            case None none -> Stream.empty();
            case AnyOf any -> Stream.empty();
        };
    }

    /** Every match in it, also inside groups. */
    default Stream<Match> matches() {
        return switch (this) {
            case Match match -> Stream.of(match);
            case Exists exists -> Stream.of(exists.match());
            case None none -> Stream.of(none.match());
            case Accumulate over -> Stream.of(over.match(), over.asks());
            case AnyOf any -> any.parts().stream().flatMap(Part::matches);
        };
    }
}
