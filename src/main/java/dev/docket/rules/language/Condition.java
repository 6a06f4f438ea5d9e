package dev.docket.rules.language;

import java.util.List;
import java.util.stream.Stream;

/**
 * One comparison of a pattern, checked and typed.
 *
 * <p>The text is as the analyst wrote it, the line is where.
 */
public sealed interface Condition {
    String text();

    int line();

    /** {@code left operator right}. */
    record Compare(String text, int line, Comparison operator, Expr left, Expr right) implements Condition {}

    /** The value is one of the listed ones, or is not. */
    record MemberOf(String text, int line, Expr value, List<Expr> list, boolean negated) implements Condition {}

    /** The list has the value, or has not. */
    record Contains(String text, int line, Expr list, Expr value, boolean negated) implements Condition {}

    /** A text begins, ends or goes so, or does not. */
    record Text(String text, int line, TextTest test, Expr value, Expr.Constant pattern, boolean negated)
            implements Condition {}

    /** The field is there, or is not; the one kind of condition that absence decides. */
    record Presence(String text, int line, Expr.Read field, boolean present) implements Condition {}

    /** The same, standing in another line. */
    default Condition at(int line) {
        return switch (this) {
            case Compare same -> new Compare(same.text(), line, same.operator(), same.left(), same.right());
            case MemberOf same -> new MemberOf(same.text(), line, same.value(), same.list(), same.negated());
            case Contains same -> new Contains(same.text(), line, same.list(), same.value(), same.negated());
            case Text same -> new Text(same.text(), line, same.test(), same.value(), same.pattern(), same.negated());
            case Presence same -> new Presence(same.text(), line, same.field(), same.present());
        };
    }

    /** What it costs to compile, doubling with each calculation within another. */
    default long compileWork() {
        return 1L << expressions().stream().mapToInt(Expr::depth).max().orElse(0);
    }

    /** Every expression in it. */
    default List<Expr> expressions() {
        return switch (this) {
            case Compare compare -> List.of(compare.left(), compare.right());
            case MemberOf member ->
                Stream.concat(Stream.of(member.value()), member.list().stream()).toList();
            case Contains contains -> List.of(contains.list(), contains.value());
            case Text text -> List.of(text.value(), text.pattern());
            case Presence presence -> List.of(presence.field());
        };
    }
}
