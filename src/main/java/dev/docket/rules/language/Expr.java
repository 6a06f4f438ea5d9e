package dev.docket.rules.language;

import java.util.List;
import java.util.function.Consumer;
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

    /** A parameter, by accessor and name; the argument is the checkpoint, for parameters that differ by it. */
    record Parameter(
            String accessor,
            String name,
            ValueType type,
            @Nullable Expr argument) implements Expr {}

    /** Exact arithmetic: {@code + - * %}. */
    record Arithmetic(char operator, Expr left, Expr right) implements Expr {
        @Override
        public ValueType type() {
            return ValueType.Simple.DECIMAL;
        }
    }

    /** A date or moment moved by days or by a length of time. */
    record Shift(Expr base, String method, Expr by) implements Expr {
        @Override
        public ValueType type() {
            return base.type();
        }
    }

    /** How many expressions it is made of. */
    default int size() {
        return switch (this) {
            case Read read -> 1 + read.arguments().stream().mapToInt(Expr::size).sum();
            case Parameter parameter -> 1;
            case Arithmetic arithmetic ->
                1 + arithmetic.left().size() + arithmetic.right().size();
            case Shift shift -> 1 + shift.base().size() + shift.by().size();
            case Whole whole -> 1;
            case Constant constant -> 1;
        };
    }

    /** Every field that is read, in the order of the text. */
    default void reads(Consumer<Read> visitor) {
        switch (this) {
            case Read read -> {
                read.arguments().forEach(argument -> argument.reads(visitor));
                visitor.accept(read);
            }
            case Parameter parameter -> {
                if (parameter.argument() != null) {
                    parameter.argument().reads(visitor);
                }
            }
            case Arithmetic arithmetic -> {
                arithmetic.left().reads(visitor);
                arithmetic.right().reads(visitor);
            }
            case Shift shift -> {
                shift.base().reads(visitor);
                shift.by().reads(visitor);
            }
            case Whole whole -> {}
            case Constant constant -> {}
        }
    }

    /** Every parameter that is read. */
    default void parameters(Consumer<Parameter> visitor) {
        switch (this) {
            case Read read -> read.arguments().forEach(argument -> argument.parameters(visitor));
            case Parameter parameter -> visitor.accept(parameter);
            case Arithmetic arithmetic -> {
                arithmetic.left().parameters(visitor);
                arithmetic.right().parameters(visitor);
            }
            case Shift shift -> {
                shift.base().parameters(visitor);
                shift.by().parameters(visitor);
            }
            case Whole whole -> {}
            case Constant constant -> {}
        }
    }
}
