package dev.docket.rules.read;

import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.BooleanLiteralExpr;
import com.github.javaparser.ast.expr.DoubleLiteralExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.IntegerLiteralExpr;
import com.github.javaparser.ast.expr.LiteralExpr;
import com.github.javaparser.ast.expr.LongLiteralExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import dev.docket.order.OrderSnapshot;
import dev.docket.rules.ErrorCode;
import dev.docket.rules.language.Expr;
import dev.docket.rules.problem.Refusal;
import dev.docket.rules.vocabulary.FactType;
import dev.docket.rules.vocabulary.ValueType;
import dev.docket.text.Suggestion;
import java.util.Arrays;
import java.util.List;
import org.drools.mvel.parser.ast.expr.BigDecimalLiteralExpr;
import org.drools.mvel.parser.ast.expr.BigIntegerLiteralExpr;

/**
 * Turns the parsed text of an expression into a typed tree. What it does not know is refused: this is the allow-list of
 * the rule language.
 */
final class ExpressionReader {
    private static final String ENUM_PACKAGE = OrderSnapshot.class.getPackageName();

    private final Scope scope;

    ExpressionReader(Scope scope) {
        this.scope = scope;
    }

    /** Reads an expression. @throws Refusal when it is not allowed or does not fit */
    Expr read(Expression expression) {
        return switch (expression) {
            case EnclosedExpr enclosed -> read(enclosed.getInner());
            case NameExpr name -> own(name.getNameAsString());
            case FieldAccessExpr access -> access(access);
            case MethodCallExpr call -> new CallReader(scope, this::read).read(call);
            case BinaryExpr binary -> arithmetic(binary);
            case UnaryExpr unary
            when unary.getOperator() == UnaryExpr.Operator.MINUS && unary.getExpression() instanceof LiteralExpr ->
                throw new Refusal(ErrorCode.NOT_ALLOWED, "negative numbers do not occur in orders");
            case IntegerLiteralExpr literal -> number(literal.getValue());
            case LongLiteralExpr literal -> number(literal.getValue());
            case DoubleLiteralExpr literal -> number(literal.getValue());
            case BigDecimalLiteralExpr literal -> number(literal.getValue());
            case BigIntegerLiteralExpr literal -> number(literal.getValue());
            case StringLiteralExpr literal -> new Expr.Constant(Literals.text(literal), ValueType.Simple.TEXT);
            case BooleanLiteralExpr literal -> new Expr.Constant(literal.getValue(), ValueType.Simple.TRUTH);
            default -> throw ExpressionText.notAllowed(expression);
        };
    }

    private static Expr number(String literal) {
        return new Expr.Constant(Literals.number(literal), ValueType.Simple.DECIMAL);
    }

    private Expr own(String name) {
        Expr.Read total = scope.totals().get(name);
        if (total != null) {
            return total;
        }
        if (name.startsWith("$")) {
            return new Expr.Whole(name, scope.fact(name));
        }
        if (scope.own() == null) {
            throw new Refusal(ErrorCode.NOT_ALLOWED, "'%s' is not allowed here; begin with a variable".formatted(name));
        }
        return new Expr.Read(null, scope.own(), Scope.field(scope.own(), name, 0), List.of());
    }

    private Expr access(FieldAccessExpr access) {
        String target = ExpressionText.of(access.getScope());
        String name = access.getNameAsString();
        if (target.startsWith("$") && !target.contains(".")) {
            FactType fact = scope.fact(target);
            return new Expr.Read(target, fact, Scope.field(fact, name, 0), List.of());
        }
        if (target.matches("[A-Z][A-Za-z0-9]*")) {
            return constant(target, name);
        }
        throw new Refusal(
                ErrorCode.NOT_ALLOWED,
                "'%s.%s' is not allowed; match the inner fact with a pattern of its own".formatted(target, name));
    }

    private static Expr constant(String enumeration, String name) {
        try {
            Class<?> type =
                    Class.forName(ENUM_PACKAGE + "." + enumeration, false, OrderSnapshot.class.getClassLoader());
            if (type.isEnum()) {
                for (Object constant : type.getEnumConstants()) {
                    if (((Enum<?>) constant).name().equals(name)) {
                        return new Expr.Constant(constant, new ValueType.OneOf(type));
                    }
                }
                List<String> known = Arrays.stream(type.getEnumConstants())
                        .map(Object::toString)
                        .toList();
                throw new Refusal(
                        ErrorCode.UNKNOWN_NAME,
                        "%s has no value '%s'; it has %s.%s"
                                .formatted(
                                        enumeration,
                                        name,
                                        String.join(", ", known),
                                        Suggestion.didYouMean(name, known)));
            }
        } catch (ClassNotFoundException | LinkageError unknown) {
            // falls through: not an enumeration of the order
        }
        throw new Refusal(ErrorCode.NOT_ALLOWED, "'%s' is not an enumeration of the order".formatted(enumeration));
    }

    private Expr arithmetic(BinaryExpr binary) {
        Expr.Operator operator =
                switch (binary.getOperator()) {
                    case PLUS -> Expr.Operator.PLUS;
                    case MINUS -> Expr.Operator.MINUS;
                    case MULTIPLY -> Expr.Operator.TIMES;
                    case REMAINDER -> Expr.Operator.REMAINDER;
                    case DIVIDE ->
                        throw new Refusal(
                                ErrorCode.NOT_ALLOWED,
                                "division rounds; multiply the other side instead (a < b * c, not a / b < c)");
                    case OR, AND ->
                        throw new Refusal(
                                ErrorCode.NOT_ALLOWED,
                                "write one comparison per condition: a comma for 'and', ( A(...) or B(...) ) for 'or'");
                    default -> throw ExpressionText.notAllowed(binary);
                };
        Expr left = read(binary.getLeft());
        Expr right = read(binary.getRight());
        if (!left.type().isNumber() || !right.type().isNumber()) {
            throw new Refusal(
                    ErrorCode.TYPE_MISMATCH,
                    "%s needs numbers on both sides, not %s and %s"
                            .formatted(
                                    operator, left.type().word(), right.type().word()));
        }
        return new Expr.Arithmetic(operator, left, right);
    }
}
