package dev.docket.service.privacy;

import dev.docket.service.Request;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Which values of a request are not stored. */
public final class Masking {
    /** All are. */
    public static final Masking NONE = new Masking(List.of(), Optional.empty());

    private final List<MaskedPath> paths;
    private final Optional<MaskingKey> key;

    private Masking(List<MaskedPath> paths, Optional<MaskingKey> key) {
        this.paths = List.copyOf(paths);
        this.key = key;
    }

    /**
     * Those at some paths are not.
     *
     * @param jsonPaths as {@code $.shipTo.name} or {@code $.order.lines[*].itemId}
     * @param key asked for only if there is a path
     * @throws MaskingException when one cannot be masked, and tells all that cannot
     */
    public static Masking of(List<String> jsonPaths, Supplier<MaskingKey> key) {
        List<MaskedPath> paths = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (String path : jsonPaths) {
            try {
                paths.add(MaskedPath.of(path));
            } catch (IllegalArgumentException unfit) {
                problems.add(unfit.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new MaskingException(
                    "docket.privacy.mask has paths that cannot be masked.\n" + String.join("\n", problems));
        }
        return paths.isEmpty() ? NONE : new Masking(outermost(paths), Optional.of(key.get()));
    }

    /** What stands within a masked value goes with it. */
    private static List<MaskedPath> outermost(List<MaskedPath> paths) {
        return paths.stream()
                .filter(path -> paths.stream().noneMatch(path::isInside))
                .distinct()
                .toList();
    }

    /** What is stored of a request. */
    public MaskedRequest of(Request request) {
        SortedMap<String, Object> values = new TreeMap<>();
        SortedSet<String> found = new TreeSet<>();
        for (MaskedPath path : paths) {
            path.path().visit(request.snapshot(), (indexed, value) -> {
                if (value != null) {
                    values.put(indexed, value);
                    found.add(path.toString());
                }
            });
        }
        if (found.isEmpty()) {
            return MaskedRequest.whole(request);
        }
        var commitments = new Commitments(key.orElseThrow(), request.snapshot().requestId());
        return new MaskedRequest(
                MaskedContent.of(request.content(), committed(values, commitments)),
                request.digest(),
                key.orElseThrow().digest(request.digest()),
                Collections.unmodifiableSortedSet(found),
                Optional.of(new MaskedDecision(present(found), commitments)));
    }

    private List<MaskedPath> present(SortedSet<String> found) {
        return paths.stream().filter(path -> found.contains(path.toString())).toList();
    }

    private static SortedMap<String, Map<String, Object>> committed(
            SortedMap<String, Object> values, Commitments commitments) {
        SortedMap<String, Map<String, Object>> committed = new TreeMap<>();
        values.forEach((path, value) -> committed.put(path, commitments.inPlaceOf(path, value)));
        return committed;
    }
}
