package dev.docket.mapping;

import dev.docket.mapping.expression.DecimalMark;
import dev.docket.mapping.expression.Expression;
import dev.docket.mapping.expression.ExpressionReader;
import dev.docket.yaml.YamlFile;
import dev.docket.yaml.YamlMistakes;
import dev.docket.yaml.YamlNode;
import dev.docket.yaml.YamlProblems;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a mapping file that makes patches of decisions, and checks it in full. */
public final class PatchReader {
    private static final String WRITES = "writes";
    private static final String KIND = "merge-patch";
    private static final Pattern POINTER = Pattern.compile("(/[^/~\\p{Cc}]{1,100}){1,8}");
    private static final int MOST_MEMBERS = 100;
    private static final Map<String, Class<?>> TYPES =
            Map.of("text", String.class, "number", BigDecimal.class, "boolean", Boolean.class);

    private final List<PatchMapping.Member> members = new ArrayList<>();

    private PatchReader() {}

    /** Whether a mapping file says that it writes something, instead of what it reads. */
    public static boolean isPatch(String text) {
        YamlNode file = YamlFile.root(text, new YamlMistakes());
        return file.isMap() && file.optional(WRITES).isPresent();
    }

    /** The mapping that a text means. If anything is wrong with it, {@code problems} says what, and it must not be used. */
    public static PatchMapping read(String name, String text, YamlProblems problems) {
        YamlNode file = YamlFile.root(text, problems);
        MappingReader.requireName(name, file);
        return new PatchReader().read(name, file);
    }

    private PatchMapping read(String name, YamlNode file) {
        file.fields(Set.of("says", WRITES, "patch"), Set.of("tables", "types", "source"));
        YamlNode kind = file.required(WRITES);
        if (!kind.text().equals(KIND)) {
            kind.problem("a mapping writes %s, not '%s'".formatted(KIND, kind.text()));
        }
        ExpressionReader expressions = new ExpressionReader(
                new DocumentSources(DecimalMark.POINT, Optional.empty()), MappingReader.tables(file), Set.of());
        Map<String, YamlNode> types =
                file.optional("types").<Map<String, YamlNode>>map(YamlNode::map).orElse(Map.of());
        Map<String, YamlNode> patch = file.required("patch").map();
        patch.forEach((pointer, value) -> member(pointer, value, types.get(pointer), expressions));
        types.forEach((pointer, type) -> {
            if (!patch.containsKey(pointer)) {
                type.problem("'%s' is not in the patch".formatted(pointer));
            }
        });
        if (patch.isEmpty() || patch.size() > MOST_MEMBERS) {
            file.problem(String.format(Locale.ROOT, "a patch has 1 to %d members", MOST_MEMBERS));
        }
        return new PatchMapping(name, file.required("says").text(), members);
    }

    private void member(String pointer, YamlNode value, @Nullable YamlNode type, ExpressionReader expressions) {
        Expression expression = expressions.read(value, pointer);
        if (!POINTER.matcher(pointer).matches()) {
            value.problem("'%s' is no member of a patch, such as /DeliveryBlockReason".formatted(pointer));
            return;
        }
        List<String> names = List.of(pointer.substring(1).split("/", -1));
        members.stream()
                .map(PatchMapping.Member::names)
                .filter(other -> isWithin(names, other) || isWithin(other, names))
                .findFirst()
                .ifPresent(other -> value.problem(
                        "'%s' and '/%s' are parts of each other".formatted(pointer, String.join("/", other))));
        members.add(new PatchMapping.Member(names, type(type), expression));
    }

    private static Class<?> type(@Nullable YamlNode type) {
        if (type == null) {
            return String.class;
        }
        Class<?> known = TYPES.get(type.text());
        if (known == null) {
            type.problem("unknown type '%s'. Known: boolean, number, text".formatted(type.text()));
        }
        return known == null ? String.class : known;
    }

    private static boolean isWithin(List<String> names, List<String> others) {
        return names.size() <= others.size() && others.subList(0, names.size()).equals(names);
    }
}
