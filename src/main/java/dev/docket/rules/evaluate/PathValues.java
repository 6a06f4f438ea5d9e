package dev.docket.rules.evaluate;

import dev.docket.decision.rule.NamedValues;
import dev.docket.order.OrderSnapshot;
import dev.docket.order.RequestPath;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers what stands at some paths of a request. */
public final class PathValues implements RequestPath.Visitor {
    private final NamedValues.Builder found = new NamedValues.Builder();

    private PathValues() {}

    /** Paths in the order in which {@link #at} is fastest. */
    public static List<RequestPath> inOrder(List<RequestPath> paths) {
        return paths.stream()
                .sorted(Comparator.comparing(RequestPath::toString))
                .toList();
    }

    /** The single values that are present, by path; neither lists nor records. */
    static NamedValues at(List<RequestPath> paths, OrderSnapshot snapshot, int lineIndex) {
        PathValues values = new PathValues();
        for (int i = 0; i < paths.size(); i++) {
            paths.get(i).visit(snapshot, lineIndex, values);
        }
        return values.found.build();
    }

    @Override
    public void visit(String indexedPath, @Nullable Object value) {
        if (value != null && !(value instanceof List) && !(value instanceof Record)) {
            found.put(indexedPath, value);
        }
    }
}
