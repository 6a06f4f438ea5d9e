package dev.docket.rules.lint;

import dev.docket.rules.ErrorCode;
import dev.docket.rules.language.Expr;
import dev.docket.rules.language.ParsedRule;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Consumer;

/**
 * A number in a rule that nobody can change, or find, without editing the rule. Zero is no policy, so it may stand; a
 * number in a cell of a decision table is the policy, and the cell is where one finds and changes it.
 */
final class LiteralNumbers implements LintCheck {
    @Override
    public ErrorCode code() {
        return ErrorCode.LITERAL_NUMBER;
    }

    @Override
    public void check(LintReport report) {
        for (ParsedRule rule : report.rules()) {
            rule.conditions()
                    .forEach(condition -> numbers(
                            condition.expressions(),
                            number -> report(
                                    report, rule, condition.line(), number, "'%s'".formatted(condition.text()))));
            numbers(rule.effect().values(), number -> report(report, rule, rule.line(), number, "'then'"));
        }
    }

    private void report(LintReport report, ParsedRule rule, int line, BigDecimal number, String where) {
        if (!rule.origin().hasPolicyNumber(number)) {
            report.add(this, rule, line, message(number, where));
        }
    }

    private static String message(BigDecimal number, String where) {
        return "has the number %s in %s; give it a name in parameters.yaml".formatted(number.toPlainString(), where);
    }

    private static void numbers(List<Expr> expressions, Consumer<BigDecimal> visitor) {
        expressions.stream().flatMap(Expr::all).forEach(expression -> {
            if (expression instanceof Expr.Constant constant
                    && constant.value() instanceof BigDecimal number
                    && number.signum() != 0) {
                visitor.accept(number);
            }
        });
    }
}
