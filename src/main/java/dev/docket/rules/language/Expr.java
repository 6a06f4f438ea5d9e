package dev.docket.rules.language;

import dev.docket.rules.vocabulary.FactType;
import dev.docket.rules.vocabulary.Field;
import dev.docket.rules.vocabulary.ValueType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An expression in a condition, checked and typed. */
public sealed interface Expr {
    ValueType type();

    /**
     * Reads a field of a fact.
     *
     * @param binding the variable of the fact, null for the pattern's own
     */
    record Read(@Nullable String binding, FactType fact, Field field, List<Expr> arguments) implements Expr {
        @Override
        public ValueType type() {
            return field.type();
        }
    }

    /** A bound fact as a whole; only as an argument. */
    record Whole(String binding, FactType fact) implements Expr {
        @Override
        public ValueType type() {
            return new ValueType.Fact(fact.record());
        }
    }

    /** A literal or an enum constant. */
    record Constant(Object value, ValueType type) implements Expr {}

    /**
     * A parameter, by accessor and name.
     *
     * @param argument the checkpoint, for parameters that differ by it
     * @param variation how its value differs by order
     */
    record Parameter(
            ParameterDefinition.Accessor accessor,
            String name,
            @Nullable Expr argument,
            Variation variation) implements Expr {
        @Override
        public ValueType type() {
            return accessor.type();
        }
    }

    /** Exact arithmetic. */
    record Arithmetic(Operator operator, Expr left, Expr right) implements Expr {
        @Override
        public ValueType type() {
            return ValueType.Simple.DECIMAL;
        }
    }

    /** What arithmetic can do; division is not there because it rounds. */
    enum Operator {
        PLUS("+"),
        MINUS("-"),
        TIMES("*"),
        REMAINDER("%");

        private final String symbol;

        Operator(String symbol) {
            this.symbol = symbol;
        }

        /** Whether both sides can be exchanged. */
        public boolean commutes() {
            return this == PLUS || this == TIMES;
        }

        /** Whether it binds closer than a sum. */
        public boolean isProduct() {
            return this == TIMES || this == REMAINDER;
        }

        /** As rules write it. */
        @Override
        public String toString() {
            return symbol;
        }
    }

    /** A date or moment moved by days or by a length of time. */
    record Shift(Expr base, Move move, Expr by) implements Expr {
        @Override
        public ValueType type() {
            return base.type();
        }
    }

    /** How a date or moment can be moved. */
    enum Move {
        PLUS_DAYS("plusDays", ValueType.Simple.DATE, ValueType.Simple.WHOLE),
        MINUS_DAYS("minusDays", ValueType.Simple.DATE, ValueType.Simple.WHOLE),
        PLUS("plus", ValueType.Simple.MOMENT, ValueType.Simple.SPAN),
        MINUS("minus", ValueType.Simple.MOMENT, ValueType.Simple.SPAN);

        private final String method;
        private final ValueType.Simple base;
        private final ValueType.Simple by;

        Move(String method, ValueType.Simple base, ValueType.Simple by) {
            this.method = method;
            this.base = base;
            this.by = by;
        }

        /** The move that a method of this name makes, if there is one. */
        public static Optional<Move> of(String method) {
            return Stream.of(values())
                    .filter(move -> move.method.equals(method))
                    .findFirst();
        }

        /** What can be moved. */
        public ValueType base() {
            return base;
        }

        /** What it is moved by. */
        public ValueType by() {
            return by;
        }

        /** Whether the result is later. */
        public boolean isForward() {
            return this == PLUS_DAYS || this == PLUS;
        }

        /** The method, as rules write it. */
        @Override
        public String toString() {
            return method;
        }
    }

    /** The expressions that it is made of, in the order of the text. */
    default List<Expr> children() {
        return switch (this) {
            case Read read -> read.arguments();
            case Parameter parameter -> parameter.argument() == null ? List.of() : List.of(parameter.argument());
            case Arithmetic arithmetic -> List.of(arithmetic.left(), arithmetic.right());
            case Shift shift -> List.of(shift.base(), shift.by());
            case Whole whole -> List.of();
            case Constant constant -> List.of();
        };
    }

    /** How many calculations and calls are within each other. */
    default int depth() {
        return children().isEmpty()
                ? 0
                : 1 + children().stream().mapToInt(Expr::depth).max().orElse(0);
    }

    /** Every expression within it and then itself, in the order of the text. */
    default Stream<Expr> all() {
        return Stream.concat(children().stream().flatMap(Expr::all), Stream.of(this));
    }

    /** How many expressions it takes to evaluate it; a parameter is one look-up, whatever it is asked for. */
    default int size() {
        return this instanceof Parameter
                ? 1
                : 1 + children().stream().mapToInt(Expr::size).sum();
    }

    /** Every field that is read, in the order of the text. */
    default Stream<Read> reads() {
        return all().filter(Read.class::isInstance).map(Read.class::cast);
    }
}
