package dev.docket.rules.read;

import com.github.javaparser.ast.expr.StringLiteralExpr;
import dev.docket.rules.ErrorCode;
import dev.docket.rules.language.TextPattern;
import dev.docket.rules.problem.Limits;
import dev.docket.rules.problem.Refusal;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The constants that a rule may write. Both kinds end up in text that Drools compiles, so neither may hold anything that
 * could end the literal there, mean another value in Java, or grow when it is written out.
 */
final class Literals {
    private static final Pattern NUMBER = Pattern.compile("((?:0|[1-9][0-9]{0,17})(?:\\.[0-9]{1,12})?)[BbIiLlDdFf]?");
    private static final Pattern TEXT = Pattern.compile("[\\p{L}\\p{M}\\p{N} _.,:;/%+()&#*=<>?!-]*");

    /** Braces only as they count: in a text that Drools compiles they could be code. */
    private static final Pattern EXPRESSION =
            Pattern.compile("(?:[\\p{L}\\p{M}\\p{N} _.,:;/%+()&#*=<>?!\\[\\]|^@-]|\\{[0-9]{1,3}(?:,[0-9]{0,3})?})*");

    private Literals() {}

    /** @throws Refusal for anything but plain digits: no exponent, hexadecimal, octal, binary */
    static BigDecimal number(String literal) {
        Matcher matcher = NUMBER.matcher(literal);
        if (!matcher.matches()) {
            throw new Refusal(
                    ErrorCode.NOT_ALLOWED,
                    "'%s' is not a plain number; write up to 18 digits, and up to 12 after a point".formatted(literal));
        }
        return new BigDecimal(matcher.group(1));
    }

    /** A regular expression. @throws Refusal when it is long, has other signs, or RE2 does not know it */
    static String expression(StringLiteralExpr literal) {
        String text = literal.getValue();
        if (text.length() <= Limits.PATTERN_LENGTH && !EXPRESSION.matcher(text).matches()) {
            throw new Refusal(
                    ErrorCode.NOT_ALLOWED,
                    "the regular expression '%s' has other signs than letters, digits, spaces and . , : ; - _ / %% + ( ) & # * = < > ? ! [ ] | ^ @ {2} {2,5}"
                            .formatted(text));
        }
        TextPattern.check(text);
        return text;
    }

    /** @throws Refusal when it is long or has quotes, braces or other signs with a meaning of their own */
    static String text(StringLiteralExpr literal) {
        String text = literal.getValue();
        if (text.length() > Limits.NAME_LENGTH || !TEXT.matcher(text).matches()) {
            throw new Refusal(
                    ErrorCode.NOT_ALLOWED,
                    String.format(
                            Locale.ROOT,
                            "the text '%s' has more than %d characters, or others than letters, digits, spaces and . , : ; - _ / %% + ( ) & # * = < > ? !",
                            text,
                            Limits.NAME_LENGTH));
        }
        return text;
    }
}
