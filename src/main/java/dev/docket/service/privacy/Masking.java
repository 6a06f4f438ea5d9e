package dev.docket.service.privacy;

import dev.docket.digest.RequestDigest;
import dev.docket.service.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Decides which values of a request are not stored. */
public sealed interface Masking {
    /** Masks nothing. */
    Masking NONE = new None();

    /** A request in the form in which it is stored. */
    MaskedRequest of(Request request);

    /**
     * Masks the values at the given paths.
     *
     * @param jsonPaths such as {@code $.shipTo.name} or {@code $.order.lines[*].itemId}; none, to recognise what was masked earlier
     * @throws MaskingException if any cannot be masked, listing all of them
     */
    static Masking of(List<String> jsonPaths, MaskingKey key) {
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
        return new Keyed(outermost(paths), key);
    }

    /** Drops paths inside an already masked value. */
    private static List<MaskedPath> outermost(List<MaskedPath> paths) {
        return paths.stream()
                .filter(path -> paths.stream().noneMatch(path::isInside))
                .distinct()
                .toList();
    }

    /** Everything is stored as received. */
    record None() implements Masking {
        @Override
        public MaskedRequest of(Request request) {
            return new MaskedRequest.Whole(request, List.of(RequestDigest.of(request.digest())));
        }
    }

    /** Some paths are masked. */
    record Keyed(List<MaskedPath> paths, MaskingKey key) implements Masking {
        @Override
        public MaskedRequest of(Request request) {
            RequestDigest keyedDigest = key.digest(request.digest());
            var commitments = new Commitments(key, keyedDigest);
            SortedMap<String, Map<String, Object>> places = new TreeMap<>();
            SortedSet<String> found = new TreeSet<>();
            for (MaskedPath path : paths) {
                path.path().visit(request.snapshot(), (indexed, value) -> {
                    if (value != null) {
                        places.put(indexed, commitments.inPlaceOf(indexed, value));
                        found.add(path.toString());
                    }
                });
            }
            List<RequestDigest> digests = List.of(keyedDigest, RequestDigest.of(request.digest()));
            if (found.isEmpty()) {
                return new MaskedRequest.Whole(request, digests);
            }
            List<MaskedPath> present = paths.stream()
                    .filter(path -> found.contains(path.toString()))
                    .toList();
            return new MaskedRequest.Masked(
                    MaskedContent.of(request.content(), places), digests, found, new MaskedDecision(present, places));
        }

        @Override
        public String toString() {
            return paths.stream().map(MaskedPath::toString).collect(Collectors.joining(", ")) + " with key " + key.id();
        }
    }
}
