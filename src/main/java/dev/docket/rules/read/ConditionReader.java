package dev.docket.rules.read;

import com.github.javaparser.ParseProblemException;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NullLiteralExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import dev.docket.rules.ErrorCode;
import dev.docket.rules.language.Comparison;
import dev.docket.rules.language.Condition;
import dev.docket.rules.language.Expr;
import dev.docket.rules.language.TextTest;
import dev.docket.rules.problem.Limits;
import dev.docket.rules.problem.Refusal;
import dev.docket.rules.vocabulary.ValueType;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.drools.mvel.parser.DrlxParser;
import org.drools.mvel.parser.ParseStart;
import org.drools.mvel.parser.ast.expr.DrlxExpression;
import org.drools.mvel.parser.ast.expr.PointFreeExpr;

/** Turns the text of one comparison into a typed condition. */
final class ConditionReader {
    private static final ParseStart<DrlxExpression> PARSER = DrlxParser.buildDrlxParserWithArguments(List.of());
    private static final Map<BinaryExpr.Operator, Comparison> COMPARISONS = Map.of(
            BinaryExpr.Operator.LESS, Comparison.LESS,
            BinaryExpr.Operator.LESS_EQUALS, Comparison.LESS_OR_EQUAL,
            BinaryExpr.Operator.GREATER, Comparison.GREATER,
            BinaryExpr.Operator.GREATER_EQUALS, Comparison.GREATER_OR_EQUAL,
            BinaryExpr.Operator.EQUALS, Comparison.EQUAL,
            BinaryExpr.Operator.NOT_EQUALS, Comparison.NOT_EQUAL);

    private final ExpressionReader expressions;
    private final AttributeCalls attributes;

    ConditionReader(Scope scope) {
        this.expressions = new ExpressionReader(scope);
        this.attributes = new AttributeCalls(scope);
    }

    static Expression parse(String text) {
        if (text.length() > Limits.CONDITION_LENGTH) {
            throw Limits.exceeded(
                    String.format(Locale.ROOT, "a condition of %,d characters is long", text.length()),
                    Limits.CONDITION_LENGTH);
        }
        try {
            DrlxExpression parsed = DrlxParser.parseExpression(PARSER, text);
            if (parsed.getBind() != null) {
                throw new Refusal(
                        ErrorCode.NOT_ALLOWED, "fields are not bound; read them through the pattern's variable");
            }
            return parsed.getExpr();
        } catch (ParseProblemException syntax) {
            throw new Refusal(ErrorCode.SYNTAX, "cannot read '%s'".formatted(text));
        }
    }

    /** Reads a condition. @throws Refusal when it is not allowed, does not fit or is too much to compile */
    Condition read(String written, int line) {
        Condition condition = parsed(written, line);
        attributes.requirePossible(condition);
        int depth = condition.expressions().stream().mapToInt(Expr::depth).max().orElse(0);
        if (depth > Limits.CALCULATIONS) {
            throw Limits.exceeded(
                    String.format(
                            Locale.ROOT,
                            "%d calculations within each other are many. Maybe say it in several conditions",
                            depth),
                    Limits.CALCULATIONS);
        }
        return condition;
    }

    private Condition parsed(String written, int line) {
        Expression parsed = parse(written);
        String text = written.replaceAll("\\s+", " ").strip();
        while (parsed instanceof EnclosedExpr enclosed) {
            parsed = enclosed.getInner();
        }
        if (parsed instanceof BinaryExpr binary) {
            Comparison operator = COMPARISONS.get(binary.getOperator());
            if (operator != null) {
                return comparison(text, line, operator, binary);
            }
        }
        if (parsed instanceof MethodCallExpr call
                && call.getScope().isPresent()
                && call.getArguments().size() == 1
                && TextTest.of(call.getNameAsString()).isPresent()) {
            TextTest test = TextTest.of(call.getNameAsString()).orElseThrow();
            return textTest(
                    text,
                    line,
                    test,
                    expressions.read(call.getScope().get()),
                    pattern(test, call.getArgument(0)),
                    false);
        }
        if (parsed instanceof PointFreeExpr pointFree) {
            return membership(text, line, pointFree);
        }
        Expr other = expressions.read(parsed);
        throw new Refusal(
                ErrorCode.NOT_ALLOWED,
                "'%s' is %s, not a comparison%s"
                        .formatted(
                                text,
                                other.type().word(),
                                other.type() == ValueType.Simple.TRUTH ? "; write == true" : ""));
    }

    private Condition comparison(String text, int line, Comparison operator, BinaryExpr binary) {
        if (binary.getRight() instanceof NullLiteralExpr) {
            return presence(text, line, operator, expressions.read(binary.getLeft()));
        }
        Expr first = expressions.read(binary.getLeft());
        Expr second = expressions.read(binary.getRight());
        Expr left = dated(first, second.type());
        Expr right = dated(second, first.type());
        if (!left.type().comparesWith(right.type())) {
            throw new Refusal(
                    ErrorCode.TYPE_MISMATCH,
                    "'%s' compares %s with %s"
                            .formatted(text, left.type().word(), right.type().word()));
        }
        if (!operator.isEquality() && !left.type().isOrdered()) {
            throw new Refusal(
                    ErrorCode.TYPE_MISMATCH,
                    "'%s': %s has no order".formatted(text, left.type().word()));
        }
        return new Condition.Compare(text, line, operator, left, right);
    }

    private static Condition presence(String text, int line, Comparison operator, Expr field) {
        if (!(field instanceof Expr.Read read) || !operator.isEquality()) {
            throw new Refusal(ErrorCode.NOT_ALLOWED, "'%s': only a field can be present or absent".formatted(text));
        }
        return new Condition.Presence(text, line, read, operator == Comparison.NOT_EQUAL);
    }

    private Condition membership(String text, int line, PointFreeExpr pointFree) {
        String operator = pointFree.getOperator().asString();
        Expr left = expressions.read(pointFree.getLeft());
        Optional<TextTest> test = TextTest.of(operator);
        if (test.isPresent()
                && !(left.type() instanceof ValueType.Many)
                && pointFree.getRight().size() == 1) {
            Expr pattern = pattern(test.get(), pointFree.getRight().get(0));
            return textTest(text, line, test.get(), left, pattern, pointFree.isNegated());
        }
        List<Expr> right = pointFree.getRight().stream()
                .map(expressions::read)
                .map(constant -> dated(constant, left.type()))
                .toList();
        return switch (operator) {
            case "in" -> {
                right.forEach(constant -> sameType(text, left.type(), constant.type()));
                yield new Condition.MemberOf(text, line, left, right, pointFree.isNegated());
            }
            case "memberOf" -> {
                single(text, right);
                sameType(text, new ValueType.Many(left.type()), right.get(0).type());
                yield new Condition.MemberOf(text, line, left, right, pointFree.isNegated());
            }
            case "contains" -> {
                single(text, right);
                sameType(text, left.type(), new ValueType.Many(right.get(0).type()));
                yield new Condition.Contains(text, line, left, right.get(0), pointFree.isNegated());
            }
            default ->
                throw new Refusal(
                        ErrorCode.NOT_ALLOWED,
                        "operator '%s' is not allowed; there are < <= > >= == != in memberOf contains matches str[startsWith] str[endsWith]"
                                .formatted(operator));
        };
    }

    private Expr pattern(TextTest test, Expression written) {
        return test == TextTest.MATCHES && written instanceof StringLiteralExpr literal
                ? new Expr.Constant(Literals.expression(literal), ValueType.Simple.TEXT)
                : expressions.read(written);
    }

    private static Condition textTest(String text, int line, TextTest test, Expr value, Expr pattern, boolean negated) {
        if (value.type() != ValueType.Simple.TEXT
                || !(pattern instanceof Expr.Constant constant)
                || !(constant.value() instanceof String expression)) {
            throw new Refusal(
                    ErrorCode.TYPE_MISMATCH,
                    "'%s': %s takes a text on its left and a text in quotes on its right, not %s and %s"
                            .formatted(
                                    text,
                                    test.method(),
                                    value.type().word(),
                                    pattern.type().word()));
        }
        if (expression.isEmpty()) {
            throw new Refusal(ErrorCode.NOT_ALLOWED, "'%s': every text %s nothing".formatted(text, test.words(true)));
        }
        return new Condition.Text(text, line, test, value, constant, negated);
    }

    /** A text that stands where a date does is one: {@code "2027-01-01"}. */
    private static Expr dated(Expr constant, ValueType wanted) {
        if (wanted != ValueType.Simple.DATE
                || !(constant instanceof Expr.Constant literal)
                || !(literal.value() instanceof String text)) {
            return constant;
        }
        try {
            return new Expr.Constant(LocalDate.parse(text), ValueType.Simple.DATE);
        } catch (DateTimeParseException notDate) {
            throw new Refusal(
                    ErrorCode.TYPE_MISMATCH,
                    "'%s' is not a date; a date is year, month and day: \"2027-01-31\"".formatted(text));
        }
    }

    private static void single(String text, List<Expr> right) {
        if (right.size() != 1) {
            throw new Refusal(ErrorCode.NOT_ALLOWED, "'%s' takes one operand on its right".formatted(text));
        }
    }

    private static void sameType(String text, ValueType left, ValueType right) {
        if (!left.equals(right)) {
            throw new Refusal(
                    ErrorCode.TYPE_MISMATCH, "'%s' compares %s with %s".formatted(text, left.word(), right.word()));
        }
    }
}
