package dev.docket.order;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A path in the request, such as {@code customer.credit.limit}, or {@code order.lines[].lot.status}, which stands for
 * that field of every line.
 */
public final class RequestPath {
    private static final int KEPT_LINE_TEXTS = 32;
    private static final List<String> SINGLES =
            singlesOf(OrderSnapshot.class, "").sorted().toList();

    private final String text;
    private final List<Segment> segments;
    private final int firstList;
    private final int single;
    private final boolean isOfLine;
    private final @Nullable String[] lineTexts = new String[KEPT_LINE_TEXTS];

    private record Segment(String name, Function<Object, Object> accessor, boolean overElements) {
        @Nullable
        Object of(@Nullable Object parent) {
            return parent == null ? null : accessor.apply(parent);
        }
    }

    /** Receives each concrete path and its value; null means absent. */
    @FunctionalInterface
    public interface Visitor {
        void visit(String indexedPath, @Nullable Object value);
    }

    private RequestPath(String text, List<Segment> segments) {
        this.text = text;
        this.segments = segments;
        this.firstList = firstList(segments, 0);
        this.single = firstList < 0 ? Collections.binarySearch(SINGLES, text) : -1;
        this.isOfLine = text.startsWith("order.lines[].") && firstList(segments, 2) < 0;
    }

    private static Stream<String> singlesOf(Class<?> record, String prefix) {
        return Settled.Components.ofRequest(record)
                .flatMap(component -> Stream.concat(
                        Stream.of(prefix + component.getName()),
                        component.getType().isRecord()
                                ? singlesOf(component.getType(), prefix + component.getName() + ".")
                                : Stream.of()));
    }

    /** All request paths that do not go through a list, sorted by text. */
    public static List<String> singles() {
        return SINGLES;
    }

    private static int firstList(List<Segment> segments, int from) {
        for (int i = from; i < segments.size(); i++) {
            if (segments.get(i).overElements()) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Reads a path.
     *
     * @throws IllegalArgumentException if the request has no such field; the message lists the existing ones
     */
    public static RequestPath of(String text) {
        List<Segment> segments = new ArrayList<>();
        Class<?> type = OrderSnapshot.class;
        for (String part : text.split("\\.", -1)) {
            if (SortedMap.class.isAssignableFrom(type)) {
                // Which attributes there are is up to the policy, not to the shape of the request.
                segments.add(new Segment(part, attributes -> ((SortedMap<?, ?>) attributes).get(part), false));
                type = Object.class;
                continue;
            }
            boolean overElements = part.endsWith("[]");
            String name = overElements ? part.substring(0, part.length() - 2) : part;
            RecordComponent component = component(type, name, text);
            Type generic = component.getGenericType();
            if (overElements) {
                if (!(generic instanceof ParameterizedType list)) {
                    throw new IllegalArgumentException("%s: %s is not a list".formatted(text, name));
                }
                type = (Class<?>) list.getActualTypeArguments()[0];
            } else {
                type = component.getType();
            }
            segments.add(new Segment(name, Accessor.of(component.getAccessor()), overElements));
        }
        return new RequestPath(text, List.copyOf(segments));
    }

    private static RecordComponent component(Class<?> type, String name, String text) {
        if (!type.isRecord()) {
            throw new IllegalArgumentException("%s: %s has no fields".formatted(text, type.getSimpleName()));
        }
        return Settled.Components.ofRequest(type)
                .filter(component -> component.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("%s: %s has no field '%s'; it has %s"
                        .formatted(
                                text,
                                type.getSimpleName(),
                                name,
                                Settled.Components.ofRequest(type)
                                        .map(RecordComponent::getName)
                                        .collect(Collectors.joining(", ")))));
    }

    /** Its index in {@link #singles}, or -1 if it goes through a list. */
    public int single() {
        return single;
    }

    /**
     * The value at a path that does not go through a list; null means absent.
     *
     * @throws IllegalStateException for any other path
     */
    public @Nullable Object value(OrderSnapshot snapshot) {
        if (firstList >= 0) {
            throw new IllegalStateException("%s goes through a list".formatted(text));
        }
        return tail(snapshot, 0);
    }

    /** Visits every concrete path this path stands for. */
    public void visit(OrderSnapshot snapshot, Visitor visitor) {
        visit(snapshot, -1, visitor);
    }

    /**
     * Visits the concrete paths of one line only.
     *
     * @param lineIndex the line, from 0, or -1 for all lines
     */
    public void visit(OrderSnapshot snapshot, int lineIndex, Visitor visitor) {
        if (firstList < 0) {
            visitor.visit(text, tail(snapshot, 0));
        } else if (isOfLine && lineIndex >= 0) {
            visitor.visit(ofLine(lineIndex), tail(snapshot.order().lines().get(lineIndex), 2));
        } else {
            visit(snapshot, 0, "", lineIndex, visitor);
        }
    }

    private @Nullable Object tail(Object root, int depth) {
        Object value = root;
        for (int i = depth; i < segments.size() && value != null; i++) {
            value = segments.get(i).of(value);
        }
        return value;
    }

    /** The indexed path of one line; cached for the first lines, since most orders have few. */
    private String ofLine(int lineIndex) {
        if (lineIndex >= lineTexts.length) {
            return text.replace("lines[]", "lines[" + lineIndex + "]");
        }
        String known = lineTexts[lineIndex];
        if (known == null) {
            known = text.replace("lines[]", "lines[" + lineIndex + "]");
            lineTexts[lineIndex] = known; // a race writes the same text twice, which is harmless
        }
        return known;
    }

    private void visit(@Nullable Object parent, int depth, String prefix, int lineIndex, Visitor visitor) {
        Segment segment = segments.get(depth);
        Object value = segment.of(parent);
        String path = prefix + segment.name();
        boolean last = depth == segments.size() - 1;
        if (!segment.overElements()) {
            if (last) {
                visitor.visit(path, value);
            } else {
                visit(value, depth + 1, path + ".", lineIndex, visitor);
            }
            return;
        }
        if (value == null) {
            visitor.visit(path, null);
            return;
        }
        List<?> elements = (List<?>) value;
        boolean chosen = depth == 1 && lineIndex >= 0 && segment.name().equals("lines");
        for (int i = chosen ? lineIndex : 0; i < (chosen ? lineIndex + 1 : elements.size()); i++) {
            if (last) {
                visitor.visit(path + "[" + i + "]", elements.get(i));
            } else {
                visit(elements.get(i), depth + 1, path + "[" + i + "].", lineIndex, visitor);
            }
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RequestPath path && path.text.equals(text);
    }

    @Override
    public int hashCode() {
        return Objects.hash(text);
    }

    /** The path as written. */
    @Override
    public String toString() {
        return text;
    }
}
