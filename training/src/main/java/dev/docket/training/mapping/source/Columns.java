package dev.docket.training.mapping.source;

import dev.docket.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The declared columns of a CSV file, in the order of their declaration. */
public record Columns(List<String> names, List<ColumnType> types) {
    public static Columns read(YamlNode declared) {
        List<ColumnType> types = new ArrayList<>();
        declared.map().forEach((name, type) -> types.add(type(type)));
        return new Columns(List.copyOf(declared.map().keySet()), List.copyOf(types));
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
