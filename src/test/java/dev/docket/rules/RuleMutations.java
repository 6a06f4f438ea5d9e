package dev.docket.rules;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Changes the shipped rules where their grammar allows a change: whole conditions, parts, effects, operators, constants. */
final class RuleMutations {
    private static final Pattern RULE =
            Pattern.compile("rule \"(.*?)\".*?\nwhen\n(.*?)\nthen\n(.*?)\nend\n", Pattern.DOTALL);
    private static final Pattern CONDITION = Pattern.compile("(?<=[(,] )[$A-Za-z][^(),]*?(?=[,)])");
    private static final Pattern OPERATOR =
            Pattern.compile("(?<= )(==|!=|<=|>=|<|>|\\+|-|\\*|in|memberOf|not in)(?= )");
    private static final Pattern CONSTANT = Pattern.compile("\\b\\d+(\\.\\d+)?\\b|\"[^\"]*\"|[A-Z][A-Za-z]+\\.[A-Z_]+");
    private static final Pattern FACT = Pattern.compile("\\b[A-Z][A-Za-z]+(?=\\( )");
    private static final Pattern FIELD = Pattern.compile("\\b[a-z][A-Za-z]+(?= [=<>!+*-])");
    private static final List<Pattern> UNITS = List.of(CONDITION, CONDITION, OPERATOR, CONSTANT, FACT, FIELD);

    private final Random random;
    private final List<MatchResult> rules = new ArrayList<>();

    RuleMutations(Random random) {
        this.random = random;
        Folders.shipped().forEach((name, bytes) -> {
            Matcher matcher = RULE.matcher(new String(bytes, StandardCharsets.UTF_8));
            while (matcher.find()) {
                rules.add(matcher.toMatchResult());
            }
        });
    }

    int shipped() {
        return rules.size();
    }

    /** A shipped rule with one to three changes, under another id. */
    String rule(int number) {
        MatchResult rule = rules.get(random.nextInt(rules.size()));
        MatchResult other = rules.get(random.nextInt(rules.size()));
        String when = rule.group(2);
        for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
            when = edited(when, other.group(2));
        }
        String then = random.nextInt(4) == 0 ? other.group(3) : rule.group(3);
        return Folders.rule(
                String.format(Locale.ROOT, "mutant-%d", number),
                when,
                random.nextInt(20) == 0 ? replaced(CONSTANT, then, other.group(3)) : then);
    }

    private String edited(String when, String other) {
        return switch (random.nextInt(10)) {
            case 0 -> when + "\n" + other;
            case 1 -> when + "\n" + when;
            case 2 -> "( " + firstPart(when) + " or " + firstPart(other) + " )\n" + when;
            case 3 -> one(List.of("exists( ", "not( ")) + firstPart(other) + " )\n" + when;
            case 4 -> replaced(CONDITION, when, "( a " + "( ".repeat(random.nextInt(12)) + "netAmount > 1 )");
            case 5 -> replaced(OPERATOR, when, " ( " + "* netAmount ".repeat(random.nextInt(12)) + " ) ");
            default -> replaced(UNITS.get(random.nextInt(UNITS.size())), when, other);
        };
    }

    private static String firstPart(String when) {
        return when.strip().lines().findFirst().orElse("").strip();
    }

    /** One unit of a text in place of one of the other. */
    private String replaced(Pattern unit, String text, String other) {
        List<MatchResult> here = unit.matcher(text).results().toList();
        List<MatchResult> there = unit.matcher(other).results().toList();
        if (here.isEmpty() || there.isEmpty()) {
            return text;
        }
        MatchResult place = one(here);
        return text.substring(0, place.start()) + one(there).group() + text.substring(place.end());
    }

    private <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
