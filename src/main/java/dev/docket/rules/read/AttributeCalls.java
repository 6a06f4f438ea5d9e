package dev.docket.rules.read;

import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import dev.docket.order.attribute.AttributeDefinition;
import dev.docket.order.attribute.AttributePlace;
import dev.docket.rules.ErrorCode;
import dev.docket.rules.language.Condition;
import dev.docket.rules.language.Expr;
import dev.docket.rules.problem.Refusal;
import dev.docket.rules.vocabulary.FactType;
import dev.docket.rules.vocabulary.Field;
import dev.docket.text.Suggestion;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads attributes of the deployment's own: {@code attributes.decimal("project-margin")}. */
record AttributeCalls(Scope scope) {
    static final String ATTRIBUTES = "attributes";

    /**
     * The attribute that a call reads.
     *
     * @param binding the variable of the fact, null for the pattern's own
     * @throws Refusal when it is not declared, or is of another type
     */
    Expr read(@Nullable String binding, FactType fact, MethodCallExpr call) {
        AttributePlace place = AttributePlace.of(fact.record());
        if (place == null) {
            throw new Refusal(
                    ErrorCode.UNKNOWN_FIELD,
                    "%s has no attributes; Order, Line, Customer and Shipment have".formatted(fact));
        }
        if (call.getArguments().size() != 1 || !(call.getArgument(0) instanceof StringLiteralExpr literal)) {
            throw new Refusal(
                    ErrorCode.NOT_ALLOWED, "an attribute is named by a text: attributes.decimal(\"project-margin\")");
        }
        String name = literal.asString();
        SortedMap<String, AttributeDefinition> declared =
                scope.declared().attributes().at(place);
        AttributeDefinition definition = declared.get(name);
        if (definition == null) {
            throw new Refusal(
                    ErrorCode.UNKNOWN_FIELD,
                    "attributes.yaml declares no '%s' for %s.%s"
                            .formatted(name, place.word(), Suggestion.didYouMean(name, declared.keySet())));
        }
        if (!definition.type().word().equals(call.getNameAsString())) {
            throw new Refusal(
                    ErrorCode.TYPE_MISMATCH,
                    "attribute '%s' is %s; ask for it with attributes.%s(\"%s\")"
                            .formatted(
                                    name,
                                    definition.type().example(),
                                    definition.type().word(),
                                    name));
        }
        return new Expr.Read(binding, fact, Field.of(definition), List.of());
    }

    /** Refuses a comparison with a text that the attribute never is. */
    void requirePossible(Condition condition) {
        switch (condition) {
            case Condition.Compare compare -> {
                require(compare.left(), compare.right());
                require(compare.right(), compare.left());
            }
            case Condition.MemberOf member -> member.list().forEach(each -> require(member.value(), each));
            case Condition.Contains contains -> require(contains.list(), contains.value());
            case Condition.Text text -> {}
            case Condition.Presence presence -> {}
        }
    }

    private void require(Expr attribute, Expr other) {
        if (attribute instanceof Expr.Read read
                && other instanceof Expr.Constant constant
                && constant.value() instanceof String text) {
            definition(read)
                    .filter(definition -> !definition.values().isEmpty()
                            && !definition.values().contains(text))
                    .findFirst()
                    .ifPresent(definition -> {
                        throw new Refusal(
                                ErrorCode.UNKNOWN_NAME,
                                "attribute '%s' is never '%s'; attributes.yaml has %s.%s"
                                        .formatted(
                                                definition.name(),
                                                text,
                                                String.join(", ", definition.values()),
                                                Suggestion.didYouMean(text, definition.values())));
                    });
        }
    }

    private Stream<AttributeDefinition> definition(Expr.Read read) {
        AttributePlace place = AttributePlace.of(read.fact().record());
        String name = read.field().name();
        return place == null || !name.startsWith(ATTRIBUTES + ".")
                ? Stream.of()
                : Stream.ofNullable(
                        scope.declared().attributes().at(place).get(name.substring(ATTRIBUTES.length() + 1)));
    }
}
