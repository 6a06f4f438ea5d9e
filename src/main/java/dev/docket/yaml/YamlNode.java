package dev.docket.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import dev.docket.text.Invisible;
import dev.docket.text.Suggestion;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A value of a YAML file that knows its line, so that a mistake is reported where it is. */
public final class YamlNode {
    /** The longest text, in characters. */
    public static final int TEXT_LENGTH = 1_000;

    /** The longest list; whoever uses it looks through it one by one. */
    public static final int LIST_LENGTH = 500;

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,18})?");
    private static final Set<Tag> TAGS =
            Set.of(Tag.MAP, Tag.SEQ, Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.TIMESTAMP, Tag.NULL);

    private final Node node;
    private final YamlProblems problems;
    private @Nullable SequencedMap<String, YamlNode> entries;

    YamlNode(Node node, YamlProblems problems) {
        this.node = node;
        this.problems = problems;
        if (!TAGS.contains(node.getTag())) {
            problem("the tag %s is not allowed; a value has none".formatted(node.getTag()));
        }
    }

    /** Stands where a value is missing that was reported: an empty text that reports nothing more. */
    static YamlNode missing(@Nullable Mark where) {
        return new YamlNode(
                new ScalarNode(Tag.STR, "", where, where, DumperOptions.ScalarStyle.PLAIN),
                (line, kind, message) -> {});
    }

    public int line() {
        Mark start = node.getStartMark();
        return start == null ? 1 : start.getLine() + 1;
    }

    public void problem(String message) {
        problems.add(line(), YamlProblems.Mistake.CONTENT, message);
    }

    /** Reports a problem of a kind of the caller's own. */
    public void problem(YamlProblems.Kind kind, String message) {
        problems.add(line(), kind, message);
    }

    private void tooLong(String what, int size, int limit) {
        problems.add(
                line(),
                YamlProblems.Mistake.LIMIT,
                String.format(Locale.ROOT, what + "; at most %,d are allowed", size, limit));
    }

    public boolean isMap() {
        return node instanceof MappingNode;
    }

    public boolean isList() {
        return node instanceof SequenceNode;
    }

    /** Whether it is text as it stands, not in quotes, which alone can mean a number or a truth value. */
    boolean isPlain() {
        return node instanceof ScalarNode scalar && scalar.isPlain();
    }

    /** Whether nothing is written here, or {@code null}. */
    boolean isNull() {
        return node.getTag().equals(Tag.NULL);
    }

    /** Its text, however long. */
    String rawText() {
        return node instanceof ScalarNode scalar ? scalar.getValue() : text();
    }

    /** Its entries, in the order of the file; duplicates are reported. */
    public SequencedMap<String, YamlNode> map() {
        if (entries == null) {
            entries = Collections.unmodifiableSequencedMap(entries());
        }
        return entries;
    }

    private SequencedMap<String, YamlNode> entries() {
        SequencedMap<String, YamlNode> map = new LinkedHashMap<>();
        if (!(node instanceof MappingNode mapping)) {
            problem("a map is expected here");
            return map;
        }
        mapping.getValue().forEach(tuple -> {
            if (!(tuple.getKeyNode() instanceof ScalarNode name)) {
                problem("a name is expected before ':'");
                return;
            }
            String key = new YamlNode(name, problems).text();
            YamlNode value = new YamlNode(tuple.getValueNode(), problems);
            if (map.putIfAbsent(key, value) != null) {
                value.problem("'%s' is given twice".formatted(key));
            }
        });
        return map;
    }

    /** Its entries, which must be among these; the required ones must all be there. */
    public Map<String, YamlNode> fields(Set<String> required, Set<String> optional) {
        required.forEach(this::required);
        allowOnly(Stream.concat(required.stream(), optional.stream()).toList());
        return map();
    }

    /** Reports each entry with another name than these. */
    public void allowOnly(Collection<String> names) {
        map().forEach((name, value) -> {
            if (!names.contains(name)) {
                value.problem("unknown field '%s'.%s".formatted(name, Suggestion.didYouMean(name, names)));
            }
        });
    }

    /** The entry of this name. If it is missing, that is reported, and what takes its place reports nothing more. */
    public YamlNode required(String name) {
        return optional(name).orElseGet(() -> {
            problem("'%s' is missing".formatted(name));
            return missing(node.getStartMark());
        });
    }

    public Optional<YamlNode> optional(String name) {
        return Optional.ofNullable(map().get(name));
    }

    public List<YamlNode> list() {
        if (node instanceof SequenceNode sequence) {
            if (sequence.getValue().size() > LIST_LENGTH) {
                tooLong("a list of %,d is long", sequence.getValue().size(), LIST_LENGTH);
                return List.of();
            }
            return sequence.getValue().stream()
                    .map(value -> new YamlNode(value, problems))
                    .toList();
        }
        problem("a list is expected here");
        return List.of();
    }

    public String text() {
        return text(TEXT_LENGTH);
    }

    /**
     * A text that may be longer, or must be shorter, than most.
     *
     * @param longest in characters
     */
    public String text(int longest) {
        if (!(node instanceof ScalarNode scalar)) {
            problem("a text is expected here");
            return "";
        }
        String text = scalar.getValue();
        if (text.length() > longest) {
            tooLong("a text of %,d characters is long", text.length(), longest);
            return "";
        }
        if (Invisible.isIn(text)) {
            problem("the text has a character that cannot be seen");
            return "";
        }
        return text;
    }

    /** What it says as JSON: only {@code true}, {@code false}, {@code null} and decimal numbers are more than text. */
    public JsonNode tree() {
        return YamlTree.of(this);
    }

    public List<String> texts() {
        return list().stream().map(YamlNode::text).toList();
    }

    public BigDecimal decimal() {
        String text = text();
        // No exponent: 1e999999999 is a short text and a long number.
        if (!NUMBER.matcher(text).matches()) {
            problem("'%s' is not a plain number of up to 18 digits".formatted(text));
            return BigDecimal.ZERO;
        }
        return new BigDecimal(text);
    }

    public int wholeNumber() {
        try {
            return decimal().intValueExact();
        } catch (ArithmeticException fraction) {
            problem("'%s' is not a whole number".formatted(text()));
            return 0;
        }
    }

    public LocalDate date() {
        try {
            return LocalDate.parse(text());
        } catch (DateTimeParseException notDate) {
            problem("'%s' is not a date (2026-03-02)".formatted(text()));
            return LocalDate.EPOCH;
        }
    }

    public <E extends Enum<E>> @Nullable E constant(Class<E> type, String text) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        List<String> known =
                Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
        problem("'%s' is none of %s.%s".formatted(text, known, Suggestion.didYouMean(text, known)));
        return null;
    }
}
