package dev.docket.rules;

import dev.docket.order.OrderSnapshot;
import dev.docket.order.RequestPath;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What stands at some paths of a request, in the order of the paths. A full trace holds hundreds of these, each of a few
 * values, which a tree would make dear.
 */
final class PathValues extends AbstractMap<String, Object> implements RequestPath.Visitor {
    private static final int FEW = 4;

    private String[] paths = new String[FEW];
    private Object[] values = new Object[FEW];
    private int size;
    private boolean isInOrder = true;

    private PathValues() {}

    /** Paths in the order in which {@link #at} is fastest. */
    static List<RequestPath> inOrder(List<RequestPath> paths) {
        return paths.stream()
                .sorted(Comparator.comparing(RequestPath::toString))
                .toList();
    }

    /** The single values that are present; neither lists nor records. */
    static Map<String, Object> at(List<RequestPath> paths, OrderSnapshot snapshot, int lineIndex) {
        PathValues found = new PathValues();
        for (int i = 0; i < paths.size(); i++) {
            paths.get(i).visit(snapshot, lineIndex, found);
        }
        return found.isInOrder ? found : new TreeMap<>(found);
    }

    @Override
    public void visit(String indexedPath, @Nullable Object value) {
        if (value == null || value instanceof List || value instanceof Record) {
            return;
        }
        if (size == paths.length) {
            paths = Arrays.copyOf(paths, size * 2);
            values = Arrays.copyOf(values, size * 2);
        }
        isInOrder &= size == 0 || paths[size - 1].compareTo(indexedPath) < 0;
        paths[size] = indexedPath;
        values[size++] = value;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<String, Object>> iterator() {
                return entries();
            }

            @Override
            public int size() {
                return size;
            }
        };
    }

    private Iterator<Entry<String, Object>> entries() {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < size;
            }

            @Override
            public Entry<String, Object> next() {
                if (next >= size) {
                    throw new NoSuchElementException();
                }
                return Map.entry(paths[next], values[next++]);
            }
        };
    }
}
