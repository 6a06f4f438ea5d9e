package dev.docket.training.mapping;

import dev.docket.mapping.expression.Expression;
import dev.docket.mapping.target.TargetPath;
import dev.docket.training.mapping.source.Column;
import dev.docket.training.mapping.source.Columns;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which columns a value of the order was read from, so that whoever sent the file finds the cell. */
final class Origins {
    private static final Pattern LINE = Pattern.compile("order\\.lines\\[(\\d+)]");

    private final Columns columns;
    private final Map<String, Expression> expressions = new HashMap<>();

    /** @param targets by path, as the mapping writes it */
    Origins(Columns columns, Map<TargetPath, Expression> targets, Map<String, Expression> outcome) {
        this.columns = columns;
        targets.forEach((path, expression) -> expressions.put(path.text(), expression));
        outcome.forEach((part, expression) -> expressions.put(OrderAssembly.OUTCOME + part, expression));
    }

    /** @param path with the place of the line, such as {@code order.lines[1].orderedQty} */
    List<String> of(String path) {
        Set<String> found = new LinkedHashSet<>();
        collect(LINE.matcher(path).replaceFirst("order.lines[]"), found, new LinkedHashSet<>());
        return List.copyOf(found);
    }

    /** The place of the line in a path, from 0; 0 for a path of the whole order. */
    static int line(String path) {
        Matcher line = LINE.matcher(path);
        return line.lookingAt() ? Integer.parseInt(line.group(1)) : 0;
    }

    private void collect(String path, Set<String> found, Set<String> visited) {
        Expression expression = expressions.get(path);
        if (expression != null && visited.add(path)) {
            collect(expression, found, visited);
        }
    }

    private void collect(Expression expression, Set<String> found, Set<String> visited) {
        if (expression instanceof Expression.Read read && read.source() instanceof Column column) {
            found.add(columns.names().get(column.position()));
        }
        if (expression instanceof Expression.Field field) {
            collect(field.path(), found, visited);
        }
        expression.operands().forEach(operand -> collect(operand, found, visited));
    }
}
