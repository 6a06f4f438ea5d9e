package dev.docket.rules.read;

import com.github.javaparser.ParseProblemException;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.NullLiteralExpr;
import dev.docket.rules.ErrorCode;
import dev.docket.rules.language.Comparison;
import dev.docket.rules.language.Condition;
import dev.docket.rules.language.Expr;
import dev.docket.rules.language.ValueType;
import dev.docket.rules.problem.Limits;
import dev.docket.rules.problem.Refusal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    ConditionReader(Scope scope) {
        this.expressions = new ExpressionReader(scope);
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

    /** Reads a condition. @throws Refusal when it is not allowed or does not fit */
    Condition read(String written, int line) {
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
        Expr left = expressions.read(binary.getLeft());
        Expr right = expressions.read(binary.getRight());
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
        List<Expr> right = pointFree.getRight().stream().map(expressions::read).toList();
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
                        "operator '%s' is not allowed; there are < <= > >= == != in memberOf contains"
                                .formatted(operator));
        };
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
