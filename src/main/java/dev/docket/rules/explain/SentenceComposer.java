package dev.docket.rules.explain;

import dev.docket.rules.language.Comparison;
import dev.docket.rules.language.Condition;
import dev.docket.rules.language.Expr;
import dev.docket.rules.vocabulary.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Composes what a condition says when it does not hold. For a single use. */
final class SentenceComposer {
    private final Condition condition;
    private final List<Sentence.Piece> pieces = new ArrayList<>();
    private final StringBuilder words = new StringBuilder();

    SentenceComposer(Condition condition) {
        this.condition = condition;
    }

    Sentence sentence() {
        switch (condition) {
            case Condition.Compare compare -> compare(compare);
            case Condition.MemberOf member ->
                value(member.value())
                        .says(member.negated() ? " is one of " : " is none of ")
                        .fills(new Sentence.Listed(member.list()));
            case Condition.Contains contains ->
                value(contains.list())
                        .says(contains.negated() ? " has " : " does not have ")
                        .value(contains.value());
            case Condition.Text text ->
                value(text.value())
                        .says(" " + text.test().words(text.negated()) + " ")
                        .value(text.pattern());
            case Condition.Presence presence -> {
                if (presence.present()) {
                    says(name(presence.field())).says(" is absent");
                } else {
                    value(presence.field()).says(" is not absent");
                }
            }
        }
        endWords();
        return new Sentence(pieces);
    }

    private void compare(Condition.Compare compare) {
        if (compare.right() instanceof Expr.Constant constant && constant.value() instanceof Boolean) {
            truth(compare.left());
            return;
        }
        boolean isTime =
                compare.left().type() == ValueType.Simple.DATE || compare.left().type() == ValueType.Simple.MOMENT;
        String fails = isTime ? timeFails(compare.operator()) : numberFails(compare.operator());
        side(compare.left()).says(" " + fails + " ").side(compare.right());
    }

    private static String numberFails(Comparison operator) {
        return switch (operator) {
            case LESS -> "is not below";
            case LESS_OR_EQUAL -> "is not at most";
            case GREATER -> "is not above";
            case GREATER_OR_EQUAL -> "is not at least";
            case EQUAL -> "is not";
            case NOT_EQUAL -> "is";
        };
    }

    private static String timeFails(Comparison operator) {
        return switch (operator) {
            case LESS -> "is not before";
            case LESS_OR_EQUAL -> "is after";
            case GREATER -> "is not after";
            case GREATER_OR_EQUAL -> "is before";
            case EQUAL -> "is not";
            case NOT_EQUAL -> "is";
        };
    }

    /** What is true or false: the field is said to be so. */
    private void truth(Expr side) {
        if (side instanceof Expr.Read read) {
            says(name(read)).fills(new Sentence.FieldValue(read, " is "));
        } else {
            value(side);
        }
    }

    private SentenceComposer side(Expr expression) {
        boolean isComputed = expression instanceof Expr.Arithmetic || expression instanceof Expr.Shift;
        value(expression);
        return isComputed ? fills(new Sentence.Result(expression)) : this;
    }

    private SentenceComposer value(Expr expression) {
        return switch (expression) {
            case Expr.Read read -> says(name(read)).fills(new Sentence.FieldValue(read, " "));
            case Expr.Whole whole -> says(whole.fact().name());
            case Expr.Constant constant -> says(Phrases.of(constant.value()));
            case Expr.Parameter parameter -> fills(new Sentence.ParameterValue(parameter));
            case Expr.Arithmetic arithmetic ->
                nested(arithmetic.left(), arithmetic)
                        .says(sign(arithmetic.operator()))
                        .nested(arithmetic.right(), arithmetic);
            case Expr.Shift shift ->
                value(shift.base())
                        .says(shift.move().isForward() ? " + " : " - ")
                        .value(shift.by());
        };
    }

    private SentenceComposer nested(Expr operand, Expr.Arithmetic within) {
        boolean needsBrackets = operand instanceof Expr.Arithmetic inner
                && (within.operator().isProduct()
                        ? !inner.operator().isProduct()
                        : within.operator() == Expr.Operator.MINUS
                                && within.right().equals(operand));
        return needsBrackets ? says("(").value(operand).says(")") : value(operand);
    }

    private static String sign(Expr.Operator operator) {
        return switch (operator) {
            case PLUS -> " + ";
            case MINUS -> " - ";
            case TIMES -> " × ";
            case REMAINDER -> " modulo ";
        };
    }

    /** The name of a field; with that of its fact where two facts of the condition have it. */
    private String name(Expr.Read read) {
        boolean isAmbiguous = condition.expressions().stream()
                .flatMap(Expr::reads)
                .anyMatch(other -> other.field().name().equals(read.field().name())
                        && !other.fact().equals(read.fact()));
        String name = read.field().words();
        return isAmbiguous ? read.fact().name().toLowerCase(Locale.ROOT) + " " + name : name;
    }

    private SentenceComposer says(String text) {
        words.append(text);
        return this;
    }

    private SentenceComposer fills(Sentence.Piece place) {
        endWords();
        pieces.add(place);
        return this;
    }

    private void endWords() {
        if (!words.isEmpty()) {
            pieces.add(new Sentence.Words(words.toString()));
            words.setLength(0);
        }
    }
}
