package dev.docket.rules.read;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParseResult;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.IntegerLiteralExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import dev.docket.decision.taxonomy.ProtectedCodes;
import dev.docket.rules.ErrorCode;
import dev.docket.rules.language.EffectTemplate;
import dev.docket.rules.language.Expr;
import dev.docket.rules.language.PolicyNames;
import dev.docket.rules.problem.Limits;
import dev.docket.rules.problem.Refusal;
import dev.docket.rules.vocabulary.ValueType;
import dev.docket.text.Suggestion;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads a rule's {@code then}: exactly one chain of calls on {@code effects}. Everything else is refused, so that no
 * other code can hide there.
 */
final class EffectReader {
    private final Scope scope;
    private final PolicyNames names;

    EffectReader(Scope scope, PolicyNames names) {
        this.scope = scope;
        this.names = names;
    }

    /** Reads the consequence. @throws Refusal when it is anything but one effect chain with known names */
    EffectTemplate read(String then) {
        Deque<MethodCallExpr> chain = chain(then);
        String exception = null;
        List<String> actions = new ArrayList<>();
        List<String> approvals = new ArrayList<>();
        List<String> waives = new ArrayList<>();
        List<Expr> values = new ArrayList<>();
        for (MethodCallExpr call : chain) {
            switch (call.getNameAsString()) {
                case "exception" -> {
                    if (exception != null || !actions.isEmpty() || !approvals.isEmpty()) {
                        throw refuse("one rule raises one exception, first in the chain");
                    }
                    exception = known("exception code", text(call, 0), names.codes());
                    severity(call, 1);
                    arguments(call, 2);
                }
                case "action", "remedy" -> {
                    actions.add(known("action", text(call, 0), names.actions()));
                    pairs(call, values);
                }
                case "approval" -> {
                    approvals.add(known("role", text(call, 0), names.roles()));
                    arguments(call, 1);
                }
                case "waive" -> {
                    waives.add(waived(text(call, 0)));
                    arguments(call, 1);
                }
                case "waiveBelow" -> {
                    severity(call, 0);
                    waives.add(waived(text(call, 1)));
                    arguments(call, 2);
                }
                case "absent" -> {
                    arguments(call, 1);
                    Expr paths = value(call.getArgument(0));
                    if (!paths.type().equals(new ValueType.Many(ValueType.Simple.TEXT))) {
                        throw refuse("absent takes a list of paths, not "
                                + paths.type().word());
                    }
                    values.add(paths);
                }
                default ->
                    throw refuse(
                            "effects has no '%s'; it has exception, action, remedy, approval, waive, waiveBelow, absent"
                                    .formatted(call.getNameAsString()));
            }
        }
        if (new HashSet<>(actions).size() < actions.size()) {
            throw refuse("the same action is proposed twice");
        }
        if (!waives.isEmpty() && (exception != null || !actions.isEmpty() || !approvals.isEmpty())) {
            throw refuse("a rule that waives does nothing else");
        }
        return new EffectTemplate(exception, actions, approvals, waives, values, chain.getLast() + ";");
    }

    private static BlockStmt parse(String then) {
        if (then.length() > Limits.THEN_LENGTH) {
            throw Limits.exceeded(
                    String.format(Locale.ROOT, "'then' of %,d characters is long", then.length()), Limits.THEN_LENGTH);
        }
        // Without comments: what is compiled is written from this tree, so that nothing can hide in them.
        ParserConfiguration plain = new ParserConfiguration().setAttributeComments(false);
        ParseResult<BlockStmt> parsed = new JavaParser(plain).parseBlock("{" + then + "}");
        return parsed.getResult()
                .filter(block -> parsed.isSuccessful())
                .orElseThrow(() -> new Refusal(ErrorCode.SYNTAX, "cannot read the 'then': " + then.strip()));
    }

    private static Deque<MethodCallExpr> chain(String then) {
        BlockStmt block = parse(then);
        if (block.getStatements().size() != 1
                || !(block.getStatement(0) instanceof ExpressionStmt statement)
                || !(statement.getExpression() instanceof MethodCallExpr last)) {
            throw refuse("'then' is exactly one effect call: effects.exception(...).action(...).approval(...);");
        }
        Deque<MethodCallExpr> chain = new ArrayDeque<>();
        Expression at = last;
        while (at instanceof MethodCallExpr call) {
            if (call.getTypeArguments().isPresent()) {
                throw refuse("an effect has no type arguments");
            }
            chain.addFirst(call);
            at = call.getScope().orElse(call.getNameAsExpression());
        }
        if (!(at instanceof NameExpr root) || !root.getNameAsString().equals("effects")) {
            throw refuse("'then' begins with effects, not with " + ExpressionText.of(at));
        }
        return chain;
    }

    private void pairs(MethodCallExpr call, List<Expr> values) {
        if (call.getArguments().size() % 2 == 0) {
            throw refuse("parameters of an action come in pairs: \"name\", value");
        }
        for (int i = 1; i < call.getArguments().size(); i += 2) {
            text(call, i);
            values.add(value(call.getArgument(i + 1)));
        }
    }

    /** What is compiled from {@code then} is Java, where a field of a record is a call. */
    private Expr value(Expression value) {
        Expr read = new ExpressionReader(scope).read(value);
        value.findFirst(
                        FieldAccessExpr.class,
                        access -> access.getScope().toString().startsWith("$"))
                .ifPresent(access -> {
                    throw refuse("in 'then' a field is a call. Maybe %s()?".formatted(ExpressionText.of(access)));
                });
        return read;
    }

    private static String text(MethodCallExpr call, int index) {
        if (index < call.getArguments().size() && call.getArgument(index) instanceof StringLiteralExpr literal) {
            return Literals.text(literal);
        }
        throw refuse(String.format(Locale.ROOT, "%s wants a text as argument %d", call.getNameAsString(), index + 1));
    }

    private static void severity(MethodCallExpr call, int index) {
        if (index < call.getArguments().size()
                && call.getArgument(index) instanceof IntegerLiteralExpr literal
                && literal.getValue().matches("[1-5]")) {
            return;
        }
        throw refuse("%s wants a severity of 1 (info) to 5 (stop)".formatted(call.getNameAsString()));
    }

    private static void arguments(MethodCallExpr call, int count) {
        if (call.getArguments().size() != count) {
            throw refuse(String.format(Locale.ROOT, "%s takes %d argument(s)", call.getNameAsString(), count));
        }
    }

    private String waived(String code) {
        known("exception code", code, names.codes());
        if (ProtectedCodes.contains(code)) {
            throw new Refusal(
                    ErrorCode.PROTECTED,
                    "%s must never be waived (nor any CMP-, FRD-, INV-407, CUS-301, ORD-111, ORD-112)".formatted(code));
        }
        return code;
    }

    private static String known(String kind, String name, Set<String> known) {
        if (!known.contains(name)) {
            throw new Refusal(
                    ErrorCode.UNKNOWN_NAME,
                    "unknown %s '%s'.%s".formatted(kind, name, Suggestion.didYouMean(name, known)));
        }
        return name;
    }

    private static Refusal refuse(String message) {
        return new Refusal(ErrorCode.EFFECT, message);
    }
}
