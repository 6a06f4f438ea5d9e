package dev.docket.rules.lint;

import dev.docket.rules.ErrorCode;
import dev.docket.rules.data.ParameterReader;
import dev.docket.rules.data.Variants;
import dev.docket.rules.language.Expr;
import dev.docket.rules.language.ParsedRule;
import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A text that looks like another: letters of several scripts, or none but look-alikes of Latin ones, after UTS 39. Names
 * that a rule or a data file defines are plain letters anyway; this is about the texts that they compare and show.
 */
final class ConfusableTexts implements LintCheck {
    private static final String LOOK_LIKE_LATIN =
            "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u0405\u0406\u0408"
                    + "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0455\u0456\u0458\u0391\u0392\u0395\u0396\u0397"
                    + "\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bd\u03bf\u03c1";

    @Override
    public ErrorCode code() {
        return ErrorCode.CONFUSABLE_TEXT;
    }

    @Override
    public void check(LintReport report) {
        for (ParsedRule rule : report.rules()) {
            Consumer<String> found = text ->
                    report.add(this, rule, rule.line(), "has the text '%s', which looks like another".formatted(text));
            confusable(rule.owner(), found);
            rule.conditions()
                    .flatMap(condition -> condition.expressions().stream())
                    .forEach(expression -> constant(expression, found));
            rule.effect().values().forEach(expression -> constant(expression, found));
        }
        report.folder().parameters().values().forEach(parameter -> parameter.values().values().stream()
                .flatMap(value -> value instanceof Variants variants ? variants.values() : Stream.of(value))
                .filter(List.class::isInstance)
                .flatMap(list -> ((List<?>) list).stream())
                .forEach(entry -> confusable(
                        entry.toString(),
                        text -> report.add(
                                this,
                                ParameterReader.FILE,
                                parameter.name(),
                                "parameter '%s' has the text '%s', which looks like another"
                                        .formatted(parameter.name(), text)))));
    }

    private static void constant(Expr expression, Consumer<String> found) {
        if (expression instanceof Expr.Constant constant && constant.value() instanceof String text) {
            confusable(text, found);
        }
    }

    private static void confusable(String text, Consumer<String> found) {
        if (isConfusable(text)) {
            found.accept(text);
        }
    }

    static boolean isConfusable(String text) {
        Set<UnicodeScript> scripts = text.codePoints()
                .filter(Character::isLetter)
                .mapToObj(UnicodeScript::of)
                .filter(script -> script != UnicodeScript.COMMON && script != UnicodeScript.INHERITED)
                .collect(Collectors.toSet());
        boolean allLookAlikes = text.codePoints().anyMatch(Character::isLetter)
                && text.codePoints().filter(Character::isLetter).allMatch(c -> LOOK_LIKE_LATIN.indexOf(c) >= 0);
        return scripts.size() > 1 || allLookAlikes || !Normalizer.isNormalized(text, Normalizer.Form.NFKC);
    }
}
