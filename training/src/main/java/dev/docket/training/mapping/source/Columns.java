package dev.docket.training.mapping.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The declared columns of a CSV file, in the order of their declaration. */
public record Columns(List<String> names, List<ColumnType> types) {
    public static Columns read(Node.Fields declared) {
        List<ColumnType> types = new ArrayList<>();
        declared.fields().forEach((name, type) -> types.add(type(type)));
        return new Columns(List.copyOf(declared.fields().keySet()), List.copyOf(types));
    }

    private static ColumnType type(Node node) {
        for (ColumnType type : ColumnType.values()) {
            if (type.name().toLowerCase(Locale.ROOT).equals(node.text())) {
                return type;
            }
        }
        throw node.error("unknown type '%s'. Known: text, decimal, date, timestamp".formatted(node.text()));
    }

    public int position(Node name) {
        int position = names.indexOf(name.text());
        if (position < 0) {
            throw name.error("unknown column '%s'. Declared: %s".formatted(name.text(), String.join(", ", names)));
        }
        return position;
    }

    public int[] positions(Node list) {
        return list.items().stream().mapToInt(this::position).toArray();
    }
}
