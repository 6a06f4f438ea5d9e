package dev.docket.decision.rule;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map of values sorted by name. A full trace holds hundreds of these with a few values each, for which
 * a tree would be expensive.
 */
public final class NamedValues extends AbstractMap<String, Object> {
    private static final NamedValues NONE = new Builder().build();

    private final String[] names;
    private final Object[] values;
    private final int size;

    private NamedValues(String[] names, Object[] values, int size) {
        this.names = names;
        this.values = values;
        this.size = size;
    }

    /** The same values; copied unless they already have this type. */
    public static NamedValues copyOf(Map<String, Object> values) {
        if (values instanceof NamedValues unchanging) {
            return unchanging;
        }
        return values.isEmpty() ? NONE : sorted(new TreeMap<>(values));
    }

    private static NamedValues sorted(SortedMap<String, Object> values) {
        return new NamedValues(
                values.keySet().toArray(String[]::new), values.values().toArray(), values.size());
    }

    /** Collects values, fastest if they arrive sorted. For a single use; not thread-safe. */
    public static final class Builder {
        private static final int FEW = 4;

        private String[] names = new String[FEW];
        private Object[] values = new Object[FEW];
        private int size;
        private boolean isInOrder = true;

        /** Adds a value, replacing an earlier one of this name. */
        public void put(String name, Object value) {
            if (size == names.length) {
                names = Arrays.copyOf(names, size * 2);
                values = Arrays.copyOf(values, size * 2);
            }
            isInOrder &= size == 0 || names[size - 1].compareTo(name) < 0;
            names[size] = name;
            values[size++] = value;
        }

        /** Returns the values. Nothing may be added afterwards. */
        public NamedValues build() {
            return isInOrder ? new NamedValues(names, values, size) : sorted(byName());
        }

        private SortedMap<String, Object> byName() {
            SortedMap<String, Object> byName = new TreeMap<>();
            for (int i = 0; i < size; i++) {
                byName.put(names[i], values[i]);
            }
            return byName;
        }
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public @Nullable Object get(@Nullable Object name) {
        int at = name instanceof String text ? Arrays.binarySearch(names, 0, size, text) : -1;
        return at < 0 ? null : values[at];
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return get(name) != null;
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super Object> action) {
        for (int i = 0; i < size; i++) {
            action.accept(names[i], values[i]);
        }
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
                return Map.entry(names[next], values[next++]);
            }
        };
    }
}
