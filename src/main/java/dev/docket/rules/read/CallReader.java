package dev.docket.rules.read;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import dev.docket.rules.ErrorCode;
import dev.docket.rules.language.Expr;
import dev.docket.rules.language.ParameterDefinition;
import dev.docket.rules.problem.Refusal;
import dev.docket.rules.vocabulary.FactType;
import dev.docket.rules.vocabulary.Field;
import dev.docket.rules.vocabulary.ValueType;
import dev.docket.text.Suggestion;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the calls that a rule may make: derived values with arguments, parameters, and moves of dates and moments.
 *
 * @param reader of the expressions inside
 */
record CallReader(Scope scope, Function<Expression, Expr> reader) {
    Expr read(MethodCallExpr call) {
        if (call.getTypeArguments().isPresent()) {
            throw ExpressionText.notAllowed(call);
        }
        String name = call.getNameAsString();
        Expression target = call.getScope().orElse(null);
        if (target == null) {
            if (scope.own() == null) {
                throw ExpressionText.notAllowed(call);
            }
            return derived(null, scope.own(), name, call);
        }
        String targetText = ExpressionText.of(target);
        if (targetText.equals("parameters")) {
            return parameter(name, call);
        }
        Optional<Expr.Move> move = Expr.Move.of(name);
        if (move.isPresent()) {
            return shift(reader.apply(target), move.get(), call);
        }
        if (targetText.equals(AttributeCalls.ATTRIBUTES) && scope.own() != null) {
            return new AttributeCalls(scope).read(null, scope.own(), call);
        }
        if (targetText.startsWith("$") && targetText.endsWith("." + AttributeCalls.ATTRIBUTES)) {
            String variable = targetText.substring(0, targetText.indexOf('.'));
            return new AttributeCalls(scope).read(variable, scope.fact(variable), call);
        }
        if (targetText.startsWith("$") && !targetText.contains(".")) {
            return derived(targetText, scope.fact(targetText), name, call);
        }
        throw ExpressionText.notAllowed(call);
    }

    private Expr derived(@Nullable String binding, FactType fact, String name, MethodCallExpr call) {
        Field field = Scope.field(fact, name, call.getArguments().size());
        List<Expr> arguments = call.getArguments().stream().map(reader).toList();
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i) instanceof Expr.Arithmetic || arguments.get(i) instanceof Expr.Shift) {
                throw new Refusal(
                        ErrorCode.NOT_ALLOWED,
                        "an argument is a field, a parameter or a constant, not " + ExpressionText.of(call));
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
            throw ExpressionText.notAllowed(call);
        }
        Expr by = reader.apply(call.getArgument(0));
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
                                    ExpressionText.of(call)));
        }
        return new Expr.Shift(base, move, by);
    }

    private Expr parameter(String method, MethodCallExpr call) {
        if (call.getArguments().isEmpty() || !(call.getArgument(0) instanceof StringLiteralExpr literal)) {
            throw new Refusal(
                    ErrorCode.NOT_ALLOWED, "a parameter is named by a text: parameters.days(\"past-due-days\")");
        }
        String name = literal.asString();
        ParameterDefinition definition = scope.declared().parameters().get(name);
        if (definition == null) {
            throw new Refusal(
                    ErrorCode.UNKNOWN_PARAMETER,
                    "there is no parameter '%s' in parameters.yaml.%s"
                            .formatted(
                                    name,
                                    Suggestion.didYouMean(
                                            name, scope.declared().parameters().keySet())));
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
            throw ExpressionText.notAllowed(call);
        }
        return new Expr.Parameter(
                accessor, name, byCheckpoint ? reader.apply(call.getArgument(1)) : null, definition.variation());
    }
}
