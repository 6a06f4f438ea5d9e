package dev.docket.rules.read;

import dev.docket.rules.ErrorCode;
import dev.docket.rules.language.Condition;
import dev.docket.rules.language.Declared;
import dev.docket.rules.language.Expr;
import dev.docket.rules.language.Part;
import dev.docket.rules.problem.FileProblems;
import dev.docket.rules.problem.Limits;
import dev.docket.rules.problem.Refusal;
import dev.docket.rules.vocabulary.FactType;
import dev.docket.rules.vocabulary.ValueType;
import dev.docket.rules.vocabulary.Vocabulary;
import dev.docket.text.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.drools.drl.ast.descr.AccumulateDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.CollectDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.FromDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.jspecify.annotations.Nullable;

/** Reads the patterns of one rule, {@code Line( category == "SEALS" )}, each over a known fact, and the variables they bind. */
final class PatternReader {
    private final Declared declared;
    private final FileProblems problems;
    private final Map<String, FactType> bound = new LinkedHashMap<>();
    private int patterns;

    PatternReader(Declared declared, FileProblems problems) {
        this.declared = declared;
        this.problems = problems;
    }

    /** The variables that are bound by what was read. */
    Scope scope() {
        return new Scope(null, bound, declared, Map.of());
    }

    boolean isBound(String variable) {
        return bound.containsKey(variable);
    }

    /** A pattern over one fact, or null if it was refused. */
    Part.@Nullable Match read(PatternDescr pattern, boolean mayBind) {
        return match(pattern, mayBind, false);
    }

    /** A pattern over the elements of a list, in exists, not or an accumulate; null if it was refused. */
    Part.@Nullable Match looked(PatternDescr pattern) {
        return match(pattern, false, true);
    }

    private Part.@Nullable Match match(PatternDescr pattern, boolean mayBind, boolean mayIterate) {
        if (pattern.getSource() instanceof AccumulateDescr) {
            refuse(pattern, "accumulate stands alone in 'when', not in exists, not or an or group");
            return null;
        }
        if (++patterns > Limits.PATTERNS_PER_RULE) {
            problems.add(pattern.getLine(), Limits.exceeded("too many patterns", Limits.PATTERNS_PER_RULE));
            return null;
        }
        if (pattern.getSource() instanceof CollectDescr) {
            refuse(pattern, AccumulateReader.otherwise(pattern.getSource()));
            return null;
        }
        FactType type = Vocabulary.type(String.valueOf(pattern.getObjectType()));
        if (type == null) {
            problems.add(
                    pattern.getLine(),
                    ErrorCode.UNKNOWN_TYPE,
                    "unknown fact '%s'.%s"
                            .formatted(
                                    pattern.getObjectType(),
                                    Suggestion.didYouMean(
                                            String.valueOf(pattern.getObjectType()), Vocabulary.typeNames())));
            return null;
        }
        if (!pattern.getBehaviors().isEmpty()
                || !pattern.getAnnotations().isEmpty()
                || pattern.isQuery()
                || pattern.isUnification()) {
            refuse(pattern, "windows, annotations, queries and unification are not allowed in a pattern");
        }
        Scope scope = scope().in(type);
        Expr.Read source = source(pattern, type, mayIterate);
        if (type.kind() == FactType.Kind.ELEMENT && source == null) {
            refuse(pattern, "%s is found from another fact: %s( ... ) from $line...".formatted(type, type));
            return null;
        }
        if (type.kind() == FactType.Kind.LINE && !mayBind && !mayIterate) {
            refuse(pattern, "a Line pattern stands alone or in exists or not, never in an or group");
        }
        List<Condition> conditions = conditions(pattern, scope);
        boolean onlyAbsence = !conditions.isEmpty()
                && type.isOptional()
                && !isElementOfList(source)
                && conditions.stream().allMatch(c -> c instanceof Condition.Presence presence && !presence.present());
        if (onlyAbsence) {
            refuse(pattern, "%s may be absent as a whole; test that on the fact that has it".formatted(type));
        }
        String binding = pattern.getIdentifier();
        if (binding != null) {
            bind(pattern, binding, type, mayBind);
        }
        return new Part.Match(binding, type, source, conditions, pattern.getLine());
    }

    /** What is in a list is there. */
    private static boolean isElementOfList(Expr.@Nullable Read source) {
        return source != null && source.type() instanceof ValueType.Many;
    }

    private void bind(PatternDescr pattern, String binding, FactType type, boolean mayBind) {
        if (!mayBind) {
            refuse(pattern, "a pattern in exists, not or an or group has no variable");
        } else if (!binding.matches("\\$[a-z][A-Za-z0-9]*")) {
            refuse(pattern, "a variable is written $name, not " + binding);
        } else if (bound.putIfAbsent(binding, type) != null) {
            refuse(pattern, "variable %s is bound twice".formatted(binding));
        }
    }

    private List<Condition> conditions(PatternDescr pattern, Scope scope) {
        List<Condition> conditions = new ArrayList<>();
        if (pattern.getDescrs().size() > Limits.CONDITIONS_PER_PATTERN) {
            problems.add(pattern.getLine(), Limits.exceeded("too many conditions", Limits.CONDITIONS_PER_PATTERN));
            return conditions;
        }
        for (BaseDescr constraint : pattern.getDescrs()) {
            if (!(constraint instanceof ExprConstraintDescr expression)
                    || expression.getType() != ExprConstraintDescr.Type.NAMED) {
                refuse(constraint, "a condition is a comparison of named fields");
                continue;
            }
            int line = Math.max(constraint.getLine(), pattern.getLine());
            try {
                conditions.add(new ConditionReader(scope).read(expression.getExpression(), line));
            } catch (Refusal refusal) {
                problems.add(line, refusal);
            }
        }
        return conditions;
    }

    private Expr.@Nullable Read source(PatternDescr pattern, FactType type, boolean mayIterate) {
        if (pattern.getSource() == null) {
            return null;
        }
        if (!(pattern.getSource() instanceof FromDescr from)) {
            refuse(pattern, AccumulateReader.otherwise(pattern.getSource()));
            return null;
        }
        try {
            String text = from.getDataSource().getText();
            if (!(new ExpressionReader(scope()).read(ConditionReader.parse(text)) instanceof Expr.Read read)) {
                throw new Refusal(ErrorCode.NOT_ALLOWED, "'from %s' must name a field of a variable".formatted(text));
            }
            ValueType single = new ValueType.Fact(type.record());
            ValueType wanted = mayIterate ? new ValueType.Many(single) : single;
            if (!read.type().equals(wanted)) {
                throw new Refusal(
                        ErrorCode.TYPE_MISMATCH,
                        mayIterate
                                ? "exists and not look through a list; '%s' is %s"
                                        .formatted(text, read.type().word())
                                : "'%s' is %s, not one %s; a list is looked through with exists or not"
                                        .formatted(text, read.type().word(), type));
            }
            return read;
        } catch (Refusal refusal) {
            problems.add(pattern.getLine(), refusal);
            return null;
        }
    }

    private void refuse(BaseDescr descr, String message) {
        problems.add(descr.getLine(), ErrorCode.NOT_ALLOWED, message);
    }
}
