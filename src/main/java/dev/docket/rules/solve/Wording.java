package dev.docket.rules.solve;

import dev.docket.rules.language.Condition;
import dev.docket.rules.language.Expr;
import dev.docket.rules.language.ParsedRule;
import dev.docket.rules.language.Part;
import dev.docket.rules.language.Totalled;
import dev.docket.rules.vocabulary.FactType;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One wording for what rules can say in several: without variables, with {@code a > b} as {@code b < a}, sums and products
 * in the order of the alphabet. Equal wording means equal meaning.
 */
public final class Wording {
    private static final Pattern VARIABLE = Pattern.compile("\\$[A-Za-z0-9]+");

    private final Map<String, String> names = new HashMap<>();
    /** What stands for the variable of a total, by what is asked of it: no two parts are one, however alike. */
    private final IdentityHashMap<Part.Match, String> totals = new IdentityHashMap<>();

    private final ParsedRule rule;

    public Wording(ParsedRule rule) {
        this.rule = rule;
        rule.matches().forEach(match -> {
            if (match.binding() != null) {
                names.put(match.binding(), nameOf(match));
            }
        });
        rule.parts().forEach(part -> {
            if (part instanceof Part.Accumulate over) {
                totals.put(over.asks(), total(over));
            }
        });
    }

    private String total(Part.Accumulate over) {
        return "(%s of %s over %s)"
                .formatted(
                        over.total(),
                        over.value() == null ? "all" : expression(over.value(), over.match()),
                        all(match(over.match())));
    }

    /** Everything that must hold for the rule to fire. */
    public Set<String> conditions() {
        return rule.parts().stream().flatMap(this::part).collect(Collectors.toCollection(TreeSet::new));
    }

    public String effect() {
        return VARIABLE.matcher(rule.effect().text())
                .replaceAll(found -> names.getOrDefault(found.group(), "?").replace("$", ""));
    }

    private Stream<String> part(Part part) {
        return switch (part) {
            case Part.Match match -> match(match);
            case Part.Exists exists -> Stream.of("exists " + all(match(exists.match())));
            case Part.None none -> Stream.of("not " + all(match(none.match())));
            case Part.Accumulate over -> match(over.asks());
            case Part.AnyOf any ->
                Stream.of("any of "
                        + any.parts().stream()
                                .map(alternative -> all(part(alternative)))
                                .sorted()
                                .toList());
        };
    }

    private static String all(Stream<String> conditions) {
        return conditions.sorted().toList().toString();
    }

    private Stream<String> match(Part.Match match) {
        boolean saysSomething = match.source() != null
                || match.type().kind() == FactType.Kind.LINE
                || (match.type().isOptional() && match.conditions().isEmpty());
        return Stream.concat(
                saysSomething ? Stream.of(nameOf(match)) : Stream.of(),
                match.conditions().stream().map(condition -> condition(condition, match)));
    }

    String nameOf(Part.Match match) {
        return match.source() == null
                ? match.type().name()
                : "(" + match.type().name() + " from " + expression(match.source(), match) + ")";
    }

    public String condition(Condition condition, Part.Match own) {
        return switch (condition) {
            case Condition.Compare compare -> {
                String left = expression(compare.left(), own);
                String right = expression(compare.right(), own);
                yield switch (compare.operator()) {
                    case GREATER, GREATER_OR_EQUAL ->
                        right + " " + compare.operator().flipped() + " " + left;
                    case LESS, LESS_OR_EQUAL -> left + " " + compare.operator() + " " + right;
                    case EQUAL, NOT_EQUAL ->
                        Stream.of(left, right).sorted().collect(Collectors.joining(" " + compare.operator() + " "));
                };
            }
            case Condition.MemberOf member ->
                expression(member.value(), own)
                        + (member.negated() ? " not in " : " in ")
                        + member.list().stream()
                                .map(value -> expression(value, own))
                                .sorted()
                                .toList();
            case Condition.Contains contains ->
                expression(contains.list(), own)
                        + (contains.negated() ? " not contains " : " contains ")
                        + expression(contains.value(), own);
            case Condition.Text text ->
                expression(text.value(), own) + " " + text.test().words(!text.negated()) + " "
                        + expression(text.pattern(), own);
            case Condition.Presence presence ->
                expression(presence.field(), own) + (presence.present() ? " present" : " absent");
        };
    }

    String expression(Expr expression, Part.Match own) {
        return switch (expression) {
            case Expr.Read read when read.fact().equals(Totalled.FACT) -> Objects.requireNonNull(totals.get(own));
            case Expr.Read read ->
                (read.binding() == null ? own.type().name() : names.getOrDefault(read.binding(), read.binding())) + "."
                        + read.field().name() + arguments(read.arguments(), own);
            case Expr.Whole whole -> names.getOrDefault(whole.binding(), whole.binding());
            case Expr.Constant constant ->
                constant.value() instanceof String text
                        ? "\"" + text + "\""
                        : constant.value().toString();
            case Expr.Parameter parameter ->
                parameter.accessor() + " " + parameter.name()
                        + (parameter.argument() == null ? "" : " at " + expression(parameter.argument(), own));
            case Expr.Arithmetic arithmetic -> arithmetic(arithmetic, own);
            case Expr.Shift shift ->
                expression(shift.base(), own) + "." + shift.move() + "(" + expression(shift.by(), own) + ")";
        };
    }

    private String arguments(List<Expr> arguments, Part.Match own) {
        return arguments.isEmpty()
                ? ""
                : arguments.stream()
                        .map(argument -> expression(argument, own))
                        .toList()
                        .toString();
    }

    private String arithmetic(Expr.Arithmetic arithmetic, Part.Match own) {
        Stream<String> operands = Stream.of(expression(arithmetic.left(), own), expression(arithmetic.right(), own));
        return (arithmetic.operator().commutes() ? operands.sorted(Comparator.naturalOrder()) : operands)
                .collect(Collectors.joining(" " + arithmetic.operator() + " ", "(", ")"));
    }
}
