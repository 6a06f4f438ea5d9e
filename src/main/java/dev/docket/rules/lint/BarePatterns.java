package dev.docket.rules.lint;

import dev.docket.rules.ErrorCode;
import dev.docket.rules.language.Expr;
import dev.docket.rules.language.ParsedRule;
import dev.docket.rules.language.Part;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A pattern that asks nothing of a fact that may be absent: without the fact the rule is open for ever, and nobody sees why. */
final class BarePatterns implements LintCheck {
    @Override
    public ErrorCode code() {
        return ErrorCode.BARE_PATTERN;
    }

    @Override
    public void check(LintReport report) {
        for (ParsedRule rule : report.rules()) {
            Set<String> read = read(rule);
            rule.matches()
                    .filter(match -> match.conditions().isEmpty() && isPlain(match))
                    .filter(match -> match.binding() == null || !read.contains(match.binding()))
                    .forEach(match -> report.add(
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
        return rule.matches()
                .flatMap(Part.Match::expressions)
                .flatMap(Expr::all)
                .flatMap(BarePatterns::variable)
                .collect(Collectors.toSet());
    }

    private static Stream<String> variable(Expr expression) {
        return switch (expression) {
            case Expr.Read read -> Stream.ofNullable(read.binding());
            case Expr.Whole whole -> Stream.of(whole.binding());
            case Expr.Constant constant -> Stream.of();
            case Expr.Parameter parameter -> Stream.of();
            case Expr.Arithmetic arithmetic -> Stream.of();
            case Expr.Shift shift -> Stream.of();
        };
    }
}
