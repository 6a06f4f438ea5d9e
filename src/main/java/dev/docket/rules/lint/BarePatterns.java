package dev.docket.rules.lint;

import dev.docket.rules.language.Expr;
import dev.docket.rules.language.ParsedRule;
import dev.docket.rules.language.Part;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A pattern that asks nothing of a fact that may be absent: without the fact the rule is open for ever, and nobody sees why. */
final class BarePatterns implements LintCheck {
    @Override
    public String code() {
        return "DKT-212";
    }

    @Override
    public void check(LintReport report) {
        for (ParsedRule rule : report.rules()) {
            Set<String> read = read(rule);
            rule.matches()
                    .filter(match -> match.conditions().isEmpty() && isPlain(match))
                    .filter(match -> match.binding() == null || !read.contains(match.binding()))
                    .forEach(match -> report.tell(
                            this,
                            rule,
                            match.line(),
                            "asks nothing of %s, which may be absent: then the rule is neither true nor false. %s"
                                    .formatted(match.type(), advice(match))));
        }
    }

    private static boolean isPlain(Part.Match match) {
        boolean isSearchedFor = match.source() != null && match.source().field().isDerived();
        return match.type().isOptional() && !isSearchedFor;
    }

    private static String advice(Part.Match match) {
        return match.source() == null
                ? "Maybe a condition is missing in %s( )?".formatted(match.type())
                : "Maybe %s( %s != null )?"
                        .formatted(match.source().fact(), match.source().field().name());
    }

    /** The variables that conditions and sources read. */
    private static Set<String> read(ParsedRule rule) {
        Set<String> variables = new HashSet<>();
        rule.matches().forEach(match -> {
            if (match.source() != null) {
                collect(match.source(), variables);
            }
            match.conditions().stream()
                    .flatMap(condition -> condition.expressions().stream())
                    .forEach(expression -> collect(expression, variables));
        });
        return variables;
    }

    private static void collect(Expr expression, Set<String> variables) {
        List<Expr> inner =
                switch (expression) {
                    case Expr.Read read -> read.arguments();
                    case Expr.Arithmetic arithmetic -> List.of(arithmetic.left(), arithmetic.right());
                    case Expr.Shift shift -> List.of(shift.base(), shift.by());
                    case Expr.Whole whole -> List.of();
                    case Expr.Constant constant -> List.of();
                    case Expr.Parameter parameter ->
                        parameter.argument() == null ? List.of() : List.of(parameter.argument());
                };
        inner.forEach(each -> collect(each, variables));
        if (expression instanceof Expr.Read read && read.binding() != null) {
            variables.add(read.binding());
        }
        if (expression instanceof Expr.Whole whole) {
            variables.add(whole.binding());
        }
    }
}
