package dev.docket.rules.compile;

import dev.docket.decision.Edition;
import dev.docket.order.Checkpoint;
import dev.docket.order.RequestPath;
import dev.docket.rules.evaluate.CompiledCondition;
import dev.docket.rules.evaluate.CompiledPart;
import dev.docket.rules.evaluate.CompiledRule;
import dev.docket.rules.evaluate.FieldAccess;
import dev.docket.rules.evaluate.Frame;
import dev.docket.rules.evaluate.PathValues;
import dev.docket.rules.evaluate.RuleInputs;
import dev.docket.rules.evaluate.SlotPredicate;
import dev.docket.rules.evaluate.Width;
import dev.docket.rules.exact.Exact;
import dev.docket.rules.language.Condition;
import dev.docket.rules.language.Expr;
import dev.docket.rules.language.ParameterDefinition;
import dev.docket.rules.language.ParsedRule;
import dev.docket.rules.language.Part;
import dev.docket.rules.vocabulary.FactType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.drools.model.Consequence;
import org.drools.model.Constraint;
import org.drools.model.Pattern;
import org.drools.model.SingleConstraint;
import org.drools.model.Variable;
import org.jspecify.annotations.Nullable;

/** Joins a checked rule with what Drools compiled from it: each condition with its predicate, by position. */
public final class RuleCompilation {
    private final ParsedRule rule;
    private final Map<String, Integer> slotsByVariable = new HashMap<>();
    private final Map<String, Integer> slotsByBinding = new HashMap<>();
    private final Deque<Pattern<?>> patterns = new ArrayDeque<>();
    private final BitSet certainSlots = new BitSet();
    private int nextSlot;

    private RuleCompilation(ParsedRule rule) {
        this.rule = rule;
    }

    public static CompiledRule join(
            ParsedRule rule, org.drools.model.Rule model, Edition edition, CompiledRule.Explainer explainer) {
        return new RuleCompilation(rule).join(model, edition, explainer);
    }

    private CompiledRule join(org.drools.model.Rule model, Edition edition, CompiledRule.Explainer explainer) {
        collect(model.getView());
        int facts = patterns.size();
        int slot = 0;
        for (Pattern<?> pattern : patterns) {
            slotsByVariable.put(pattern.getPatternVariable().getName(), slot++);
        }
        slotsByVariable.put("parameters", facts);
        slotsByVariable.put("effects", facts + 1);
        List<CompiledPart> parts = rule.parts().stream().map(this::part).toList();
        Consequence consequence = model.getDefaultConsequence();
        RuleInputs inputs = RuleInputs.of(rule, edition);
        return new CompiledRule(
                rule,
                parts,
                inputs,
                Width.of(inputs, rule.isPerLine()),
                consequence.getBlock(),
                slots(consequence.getVariables()),
                facts,
                rule.isPerLine(),
                rule.codes(),
                rule.parameterNames(),
                lacking(rule.effect().values().stream()),
                CompiledRule.notApplicable(rule),
                explainer);
    }

    private void collect(org.drools.model.Condition condition) {
        if (condition instanceof Pattern<?> pattern) {
            patterns.add(pattern);
        } else {
            condition.getSubConditions().forEach(this::collect);
        }
    }

    private CompiledPart part(Part part) {
        return switch (part) {
            case Part.Match match -> match(match);
            case Part.Exists exists -> new CompiledPart.Exists(match(exists.match()));
            case Part.None none -> new CompiledPart.None(new CompiledPart.Exists(match(none.match())));
            case Part.Accumulate over -> accumulate(over);
            case Part.AnyOf any ->
                new CompiledPart.AnyOf(any.parts().stream().map(this::part).toList());
        };
    }

    /** Drools has the total first, and then what it is over. */
    private CompiledPart accumulate(Part.Accumulate over) {
        if (Lowering.hasGuard(over)) {
            patterns.remove();
            nextSlot++;
        }
        CompiledPart.Match asks = match(over.asks());
        CompiledPart.Match element = match(over.match());
        Function<Frame, @Nullable Object> value =
                over.value() == null ? frame -> true : value(over.value(), element.slot());
        return new CompiledPart.Accumulate(over, new CompiledPart.Exists(element), value, asks);
    }

    /** What is totalled: fields of the fact and what is calculated from them. */
    private Function<Frame, @Nullable Object> value(Expr expression, int own) {
        if (expression instanceof Expr.Arithmetic arithmetic) {
            Function<Frame, @Nullable Object> left = value(arithmetic.left(), own);
            Function<Frame, @Nullable Object> right = value(arithmetic.right(), own);
            return switch (arithmetic.operator()) {
                case PLUS -> frame -> Exact.plus(left.apply(frame), right.apply(frame));
                case MINUS -> frame -> Exact.minus(left.apply(frame), right.apply(frame));
                case TIMES -> frame -> Exact.times(left.apply(frame), right.apply(frame));
                case REMAINDER -> frame -> Exact.remainder(left.apply(frame), right.apply(frame));
            };
        }
        return argument(expression, own);
    }

    private CompiledPart.Match match(Part.Match match) {
        Pattern<?> pattern = patterns.remove();
        int slot = nextSlot++;
        certainSlots.set(slot, isCertain(match));
        if (match.binding() != null) {
            slotsByBinding.put(match.binding(), slot);
        }
        List<SingleConstraint> constraints = new ArrayList<>();
        flatten(pattern.getConstraint(), constraints);
        if (pattern.getPatternVariable().getType() != match.type().record()
                || constraints.size() != match.conditions().size()) {
            throw new IllegalStateException(String.format(
                    Locale.ROOT,
                    "rule '%s': Drools compiled %s with %d conditions where %s with %d was written",
                    rule.id(),
                    pattern.getPatternVariable().getType(),
                    constraints.size(),
                    match.type(),
                    match.conditions().size()));
        }
        List<CompiledCondition> tests = new ArrayList<>();
        for (int i = 0; i < constraints.size(); i++) {
            Condition condition = match.conditions().get(i);
            SingleConstraint constraint = constraints.get(i);
            List<FieldAccess> accesses = new ArrayList<>();
            condition.expressions().stream().flatMap(Expr::reads).forEach(read -> accesses.add(access(read, slot)));
            tests.add(new CompiledCondition(
                    condition,
                    SlotPredicate.of(constraint, slots(constraint.getVariables())),
                    List.copyOf(accesses),
                    accesses.stream()
                            .filter(access -> access.mayBeOpen(certainSlots.get(access.slot())))
                            .toList(),
                    lacking(condition.expressions().stream()),
                    weight(condition),
                    looksThroughLists(condition, accesses),
                    paths(accesses)));
        }
        FieldAccess source = match.source() == null ? null : access(match.source(), slot);
        return CompiledPart.Match.of(match, slot, source, List.copyOf(tests));
    }

    private static List<String> lacking(Stream<Expr> expressions) {
        return expressions
                .flatMap(Expr::all)
                .filter(expression -> expression instanceof Expr.Parameter parameter
                        && parameter.variation().mayLack())
                .map(parameter -> ((Expr.Parameter) parameter).name())
                .distinct()
                .toList();
    }

    /** A regular expression goes through the text once for each of its characters, at most. */
    private static int weight(Condition condition) {
        int weight = condition.expressions().stream().mapToInt(Expr::size).sum();
        return condition instanceof Condition.Text text && text.pattern().value() instanceof String expression
                ? weight + expression.length()
                : weight;
    }

    /** Whether what it matches is in every request. */
    private static boolean isCertain(Part.Match match) {
        FactType type = match.type();
        return match.source() == null
                && (type.kind() == FactType.Kind.LINE || (type.kind() == FactType.Kind.SINGLE && !type.isOptional()));
    }

    private static boolean looksThroughLists(Condition condition, List<FieldAccess> accesses) {
        return accesses.stream().anyMatch(access -> access.read().field().searches())
                || (condition instanceof Condition.MemberOf member
                        && member.list().get(0) instanceof Expr.Parameter);
    }

    private static List<RequestPath> paths(List<FieldAccess> accesses) {
        return PathValues.inOrder(accesses.stream()
                .flatMap(access -> access.read().field().reads().stream()
                        .map(relative -> access.read().fact().pathOf(relative)))
                .filter(Objects::nonNull)
                .distinct()
                .map(RequestPath::of)
                .toList());
    }

    private static void flatten(@Nullable Constraint constraint, List<SingleConstraint> into) {
        if (constraint instanceof SingleConstraint single) {
            if (!single.equals(SingleConstraint.TRUE)) {
                into.add(single);
            }
        } else if (constraint != null) {
            constraint.getChildren().forEach(child -> flatten(child, into));
        }
    }

    private int[] slots(Variable<?>[] variables) {
        return Arrays.stream(variables)
                .mapToInt(variable -> slotsByVariable.get(variable.getName()))
                .toArray();
    }

    private FieldAccess access(Expr.Read read, int own) {
        return new FieldAccess(
                read,
                slotOf(read.binding(), own),
                read.arguments().stream()
                        .map(argument -> argument(argument, own))
                        .toList());
    }

    private int slotOf(@Nullable String binding, int own) {
        return binding == null ? own : Objects.requireNonNull(slotsByBinding.get(binding));
    }

    private Function<Frame, @Nullable Object> argument(Expr argument, int own) {
        return switch (argument) {
            case Expr.Read read -> access(read, own)::value;
            case Expr.Whole whole -> {
                int slot = slotOf(whole.binding(), own);
                yield frame -> frame.fact(slot);
            }
            case Expr.Parameter parameter
            when parameter.accessor() == ParameterDefinition.Accessor.INPUTS && parameter.argument() != null -> {
                Function<Frame, @Nullable Object> checkpoint = argument(parameter.argument(), own);
                yield frame -> frame.facts().parameters().inputs(parameter.name(), (Checkpoint)
                        Objects.requireNonNull(checkpoint.apply(frame)));
            }
            case Expr.Parameter parameter -> frame -> frame.facts().parameters().value(parameter.name());
            case Expr.Constant constant -> frame -> constant.value();
            case Expr.Arithmetic arithmetic -> throw new IllegalStateException("computed argument " + arithmetic);
            case Expr.Shift shift -> throw new IllegalStateException("computed argument " + shift);
        };
    }
}
