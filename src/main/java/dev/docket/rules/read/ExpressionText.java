package dev.docket.rules.read;

import com.github.javaparser.ast.expr.Expression;
import dev.docket.rules.ErrorCode;
import dev.docket.rules.problem.Refusal;
import org.drools.mvel.parser.printer.PrintUtil;

/** How an expression is written, for messages. */
final class ExpressionText {
    private ExpressionText() {}

    /** The text of an expression. Some that are never allowed cannot be printed. */
    static String of(Expression expression) {
        try {
            return PrintUtil.printNode(expression);
        } catch (RuntimeException unprintable) {
            return expression.getClass().getSimpleName();
        }
    }

    static Refusal notAllowed(Expression expression) {
        return new Refusal(ErrorCode.NOT_ALLOWED, "'%s' is not allowed in a rule".formatted(of(expression)));
    }
}
