package dev.docket.training.mapping.source;

import dev.docket.mapping.expression.DecimalMark;
import dev.docket.mapping.expression.Sources;
import dev.docket.yaml.YamlNode;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The declared columns of a CSV file, in the order of their declaration. */
public record Columns(List<String> names, List<ColumnType> types, DecimalMark decimal) implements Sources {
    /** @param decimal {@code point} or {@code comma} */
    public static Columns read(YamlNode declared, Optional<YamlNode> decimal) {
        List<ColumnType> types = new ArrayList<>();
        declared.map().forEach((name, type) -> types.add(type(type)));
        return new Columns(
                List.copyOf(declared.map().keySet()),
                List.copyOf(types),
                decimal.map(DecimalMark::read).orElse(DecimalMark.POINT));
    }

    @Override
    public String operation() {
        return "column";
    }

    @Override
    public Column read(YamlNode operand) {
        return new Column(position(operand));
    }

    /** Times without an offset are UTC. */
    @Override
    public Optional<ZoneId> zone() {
        return Optional.of(ZoneOffset.UTC);
    }

    /**
     * The value of a cell; absent when it is empty.
     *
     * @throws NumberFormatException if it is not a number
     * @throws java.time.format.DateTimeParseException if it is not a date or a timestamp
     */
    @Nullable
    Object parse(int column, String cell) {
        ColumnType type = types.get(column);
        String text = type == ColumnType.TEXT ? cell : cell.strip();
        if (text.isEmpty()) {
            return null;
        }
        return type.parse(type == ColumnType.DECIMAL ? decimal.withPoint(text) : text);
    }

    private static ColumnType type(YamlNode node) {
        for (ColumnType type : ColumnType.values()) {
            if (type.name().toLowerCase(Locale.ROOT).equals(node.text())) {
                return type;
            }
        }
        node.problem("unknown type '%s'. Known: text, decimal, date, timestamp".formatted(node.text()));
        return ColumnType.TEXT;
    }

    /** The place of a declared column, from 0. */
    public int position(YamlNode name) {
        int position = names.indexOf(name.text());
        if (position < 0) {
            name.problem("unknown column '%s'. Declared: %s".formatted(name.text(), String.join(", ", names)));
        }
        return Math.max(0, position);
    }

    public int[] positions(YamlNode list) {
        return list.list().stream().mapToInt(this::position).toArray();
    }
}
