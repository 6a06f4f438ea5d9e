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
import dev.docket.rules.language.ParameterDefinition;
import dev.docket.rules.problem.Refusal;
import dev.docket.rules.vocabulary.FactType;
import dev.docket.rules.vocabulary.Field;
import dev.docket.rules.vocabulary.ValueType;
import dev.docket.text.Suggestion;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.drools.mvel.parser.ast.expr.BigDecimalLiteralExpr;
import org.drools.mvel.parser.ast.expr.BigIntegerLiteralExpr;
import org.drools.mvel.parser.printer.PrintUtil;
import org.jspecify.annotations.Nullable;

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
            case MethodCallExpr call -> call(call);
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
            default -> throw notAllowed(expression);
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
            return new Expr.Whole(name, bound(name));
        }
        if (scope.own() == null) {
            throw new Refusal(ErrorCode.NOT_ALLOWED, "'%s' is not allowed here; begin with a variable".formatted(name));
        }
        return new Expr.Read(null, scope.own(), field(scope.own(), name, 0), List.of());
    }

    private Expr access(FieldAccessExpr access) {
        String target = print(access.getScope());
        String name = access.getNameAsString();
        if (target.startsWith("$") && !target.contains(".")) {
            FactType fact = bound(target);
            return new Expr.Read(target, fact, field(fact, name, 0), List.of());
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

    private Expr call(MethodCallExpr call) {
        if (call.getTypeArguments().isPresent()) {
            throw notAllowed(call);
        }
        String name = call.getNameAsString();
        Expression target = call.getScope().orElse(null);
        if (target == null) {
            if (scope.own() == null) {
                throw notAllowed(call);
            }
            return derived(null, scope.own(), name, call);
        }
        String targetText = print(target);
        if (targetText.equals("parameters")) {
            return parameter(name, call);
        }
        Optional<Expr.Move> move = Expr.Move.of(name);
        if (move.isPresent()) {
            return shift(read(target), move.get(), call);
        }
        if (targetText.startsWith("$") && !targetText.contains(".")) {
            return derived(targetText, bound(targetText), name, call);
        }
        throw notAllowed(call);
    }

    private Expr derived(@Nullable String binding, FactType fact, String name, MethodCallExpr call) {
        Field field = field(fact, name, call.getArguments().size());
        List<Expr> arguments = call.getArguments().stream().map(this::read).toList();
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i) instanceof Expr.Arithmetic || arguments.get(i) instanceof Expr.Shift) {
                throw new Refusal(
                        ErrorCode.NOT_ALLOWED, "an argument is a field, a parameter or a constant, not " + print(call));
            }
            ValueType wanted = field.parameters().get(i);
            if (!arguments.get(i).type().equals(wanted)) {
                throw new Refusal(
                        ErrorCode.TYPE_MISMATCH,
                        "%s of %s takes %s here, not %s"
                                .formatted(
                                        name,
                                        fact,
                                        wanted.word(),
                                        arguments.get(i).type().word()));
            }
        }
        return new Expr.Read(binding, fact, field, arguments);
    }

    private Expr shift(Expr base, Expr.Move move, MethodCallExpr call) {
        if (call.getArguments().size() != 1) {
            throw notAllowed(call);
        }
        Expr by = read(call.getArgument(0));
        if (!base.type().equals(move.base()) || !by.type().equals(move.by())) {
            throw new Refusal(
                    ErrorCode.TYPE_MISMATCH,
                    "%s moves %s by %s, not %s by %s: %s"
                            .formatted(
                                    move,
                                    move.base().word(),
                                    move.by().word(),
                                    base.type().word(),
                                    by.type().word(),
                                    print(call)));
        }
        return new Expr.Shift(base, move, by);
    }

    private Expr parameter(String method, MethodCallExpr call) {
        if (call.getArguments().isEmpty() || !(call.getArgument(0) instanceof StringLiteralExpr literal)) {
            throw new Refusal(
                    ErrorCode.NOT_ALLOWED, "a parameter is named by a text: parameters.days(\"past-due-days\")");
        }
        String name = literal.asString();
        ParameterDefinition definition = scope.parameters().get(name);
        if (definition == null) {
            throw new Refusal(
                    ErrorCode.UNKNOWN_PARAMETER,
                    "there is no parameter '%s' in parameters.yaml.%s"
                            .formatted(
                                    name,
                                    Suggestion.didYouMean(
                                            name, scope.parameters().keySet())));
        }
        ParameterDefinition.Accessor accessor = definition.unit().accessors().stream()
                .filter(each -> each.toString().equals(method))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        ErrorCode.UNKNOWN_PARAMETER,
                        "parameter '%s' is in %s; ask for it with %s"
                                .formatted(
                                        name,
                                        definition.unit(),
                                        definition.unit().accessors())));
        boolean byCheckpoint = accessor == ParameterDefinition.Accessor.INPUTS;
        if (call.getArguments().size() != (byCheckpoint ? 2 : 1)) {
            throw notAllowed(call);
        }
        return new Expr.Parameter(accessor, name, byCheckpoint ? read(call.getArgument(1)) : null);
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
                    default -> throw notAllowed(binary);
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

    private FactType bound(String variable) {
        FactType fact = scope.bound().get(variable);
        if (fact == null) {
            throw new Refusal(
                    ErrorCode.UNKNOWN_FIELD,
                    "there is no variable '%s'.%s"
                            .formatted(
                                    variable,
                                    Suggestion.didYouMean(
                                            variable, scope.bound().keySet())));
        }
        return fact;
    }

    private static Field field(FactType fact, String name, int arguments) {
        Field field = fact.fields().get(name);
        if (field == null || field.parameters().size() != arguments) {
            throw new Refusal(
                    ErrorCode.UNKNOWN_FIELD,
                    "unknown field '%s' of %s.%s"
                            .formatted(
                                    name,
                                    fact,
                                    Suggestion.didYouMean(name, fact.fields().keySet())));
        }
        return field;
    }

    static Refusal notAllowed(Expression expression) {
        return new Refusal(ErrorCode.NOT_ALLOWED, "'%s' is not allowed in a rule".formatted(print(expression)));
    }

    /** The text of an expression. Some that are never allowed cannot be printed. */
    static String print(Expression expression) {
        try {
            return PrintUtil.printNode(expression);
        } catch (RuntimeException unprintable) {
            return expression.getClass().getSimpleName();
        }
    }
}
