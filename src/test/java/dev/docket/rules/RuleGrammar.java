package dev.docket.rules;

import dev.docket.rules.vocabulary.FactType;
import dev.docket.rules.vocabulary.Field;
import dev.docket.rules.vocabulary.ValueType;
import dev.docket.rules.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes rules that the grammar allows, whether or not they make sense; about one thing in fifty is not allowed. */
final class RuleGrammar {
    private static final List<String> NUMBERS =
            List.of("0", "1", "3", "0.5", "99.99", "1000", "123456789012345678", "0.000000000001", "-1", "1e5");
    private static final List<String> TEXTS =
            List.of("A", "SEALS", "EUR", "NET30", "2026-03-02", "", "x+y", "Größe", "[A-Z]{2}-[0-9]{4}", "a\"b");
    private static final List<String> COMPARISONS = List.of("<", "<=", ">", ">=", "==", "!=");
    private static final List<String> EFFECTS = List.of(
            "effects.action(\"EXPEDITE\");",
            "effects.exception(\"ORD-105\", 2).approval(\"QUALITY\");",
            "effects.waive(\"ORD-105\");",
            "effects.exception(\"FIN-201\", 4).action(\"HOLD_CREDIT\").approval(\"CREDIT_ANALYST\");",
            "effects.exception(\"ORD-105\", 9);");

    private final Random random;
    private final List<FactType> singles;
    private final List<String> bound = new ArrayList<>();
    private final List<FactType> boundTypes = new ArrayList<>();

    RuleGrammar(Random random) {
        this.random = random;
        List<FactType> known = new ArrayList<>();
        for (String name : Vocabulary.typeNames()) {
            FactType type = Vocabulary.type(name);
            if (type != null && (type.kind() == FactType.Kind.SINGLE || type.kind() == FactType.Kind.LINE)) {
                known.add(type);
            }
        }
        this.singles = List.copyOf(known);
    }

    /** A rule of up to five parts. */
    String rule(String id) {
        bound.clear();
        boundTypes.clear();
        String when = IntStream.rangeClosed(0, random.nextInt(5))
                .mapToObj(i -> part())
                .collect(Collectors.joining("\n"));
        return Folders.rule(id, when, one(EFFECTS));
    }

    private String part() {
        return switch (random.nextInt(12)) {
            case 0 -> "exists " + pattern(one(singles), "");
            case 1 -> "not " + pattern(one(singles), "");
            case 2 -> alternatives(2 + random.nextInt(2));
            case 3 -> total();
            case 4, 5 -> search();
            case 6, 7, 8 -> binding();
            default -> pattern(one(singles), "");
        };
    }

    private String binding() {
        FactType type = one(singles);
        String variable = "$v" + bound.size();
        String pattern = pattern(type, variable + " : ");
        bound.add(variable);
        boundTypes.add(type);
        return pattern;
    }

    private String alternatives(int count) {
        return Collections.nCopies(count, "").stream()
                .map(each -> pattern(one(singles), ""))
                .collect(Collectors.joining(" or ", "( ", " )"));
    }

    /** What stands in a list of a bound fact. */
    private String search() {
        for (int i = 0; i < bound.size(); i++) {
            for (Field field : shuffled(boundTypes.get(i))) {
                if (field.type() instanceof ValueType.Many many
                        && many.element() instanceof ValueType.Fact element
                        && field.parameters().isEmpty()) {
                    FactType type = Vocabulary.type(element.record().getSimpleName());
                    String quantifier = one(List.of("exists", "not", ""));
                    return type == null
                            ? binding()
                            : "%s( %s from %s.%s )"
                                    .formatted(quantifier, pattern(type, ""), bound.get(i), field.name());
                }
            }
        }
        return binding();
    }

    private String total() {
        FactType line = Objects.requireNonNull(Vocabulary.type("Line"));
        String function = one(List.of("sum", "min", "max", "average", "count", "sum"));
        String value = function.equals("count") ? "" : " " + expression(line, ValueType.Simple.DECIMAL, 1) + " ";
        return "accumulate( %s; $t : %s(%s); $t %s %s )"
                .formatted(pattern(line, ""), function, value, one(COMPARISONS), one(NUMBERS));
    }

    private String pattern(FactType type, String binding) {
        String conditions = IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> condition(type))
                .collect(Collectors.joining(", "));
        return "%s%s( %s )".formatted(binding, type.name(), conditions);
    }

    private String condition(FactType type) {
        List<Field> fields = shuffled(type);
        if (fields.isEmpty()) {
            return "nothing > 1";
        }
        Field field = fields.get(0);
        String name = field.name();
        if (random.nextInt(8) == 0) {
            return name + one(List.of(" == null", " != null"));
        }
        return switch (field.type()) {
            case ValueType.Simple simple ->
                switch (simple) {
                    case DECIMAL, WHOLE ->
                        "%s %s %s"
                                .formatted(expression(type, simple, 0), one(COMPARISONS), expression(type, simple, 2));
                    case TEXT -> text(name);
                    case TRUTH -> name + one(List.of(" == true", " == false", " != true"));
                    case DATE -> "%s %s %s".formatted(name, one(COMPARISONS), date());
                    case MOMENT -> "%s %s %s".formatted(name, one(COMPARISONS), name);
                    case SPAN -> name + " != null";
                };
            case ValueType.OneOf one -> constant(name, one);
            case ValueType.Fact fact -> name + " != null";
            case ValueType.Many many -> name + one(List.of(" != null", " contains \"A\""));
        };
    }

    private String text(String name) {
        return name
                + switch (random.nextInt(6)) {
                    case 0 -> " in ( \"%s\", \"%s\" )".formatted(one(TEXTS), one(TEXTS));
                    case 1 -> " memberOf parameters.texts(\"embargoed-countries\")";
                    case 2 -> " str[startsWith] \"%s\"".formatted(one(TEXTS));
                    case 3 -> " matches \"%s\"".formatted(one(TEXTS));
                    case 4 -> " not contains \"%s\"".formatted(one(TEXTS));
                    default -> one(List.of(" == ", " != ")) + "\"" + one(TEXTS) + "\"";
                };
    }

    private String constant(String name, ValueType.OneOf type) {
        String enumeration = type.enumeration().getSimpleName();
        String constant = enumeration + "." + one(type.constants());
        return random.nextInt(3) == 0
                ? "%s not in ( %s, %s.%s )".formatted(name, constant, enumeration, one(type.constants()))
                : name + one(List.of(" == ", " != ")) + constant;
    }

    private String date() {
        return random.nextBoolean() ? "\"" + one(List.of("2026-01-01", "2027-12-31", "2027-02-30")) + "\"" : moved();
    }

    private String moved() {
        for (int i = 0; i < bound.size(); i++) {
            for (Field field : shuffled(boundTypes.get(i))) {
                if (field.type() == ValueType.Simple.DATE) {
                    return "%s.%s.plusDays(parameters.days(\"past-due-days\"))".formatted(bound.get(i), field.name());
                }
            }
        }
        return "\"2026-06-30\"";
    }

    /** Numbers of a fact or of one that is bound, and what is calculated from them. */
    private String expression(FactType type, ValueType wanted, int depth) {
        if (depth > 0 && random.nextInt(3) > 0) {
            return "%s %s %s"
                    .formatted(
                            expression(type, wanted, depth - 1),
                            one(List.of("+", "-", "*", "*", "%", "/")),
                            expression(type, wanted, depth - 1));
        }
        int choice = random.nextInt(6);
        if (choice == 0) {
            return one(NUMBERS);
        }
        if (choice == 1) {
            return one(List.of(
                    "parameters.amount(\"past-due-amount\")",
                    "parameters.days(\"past-due-days\")",
                    "parameters.share(\"rep-discount-authority\")",
                    "parameters.days(\"no-such-days\")"));
        }
        if (choice == 2 && !bound.isEmpty()) {
            int other = random.nextInt(bound.size());
            return bound.get(other) + "." + number(boundTypes.get(other));
        }
        return number(type);
    }

    private String number(FactType type) {
        return shuffled(type).stream()
                .filter(field -> field.type().isNumber())
                .map(Field::name)
                .findFirst()
                .orElse("1");
    }

    private List<Field> shuffled(FactType type) {
        List<Field> fields = new ArrayList<>(type.fields().values().stream()
                .filter(field -> field.parameters().isEmpty())
                .toList());
        Collections.shuffle(fields, random);
        return fields;
    }

    private <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** The name of the rule with a number. */
    static String id(int number) {
        return String.format(Locale.ROOT, "grown-%d", number);
    }
}
