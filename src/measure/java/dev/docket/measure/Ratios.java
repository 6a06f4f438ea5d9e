package dev.docket.measure;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one run measured, by name: how many times as long something takes as what it was measured beside. More is slower.
 *
 * @param beside what they are ratios to
 */
public record Ratios(String beside, SortedMap<String, Spread> byName) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    public Ratios {
        byName = new TreeMap<>(byName);
    }

    /** @throws IOException when there is no such file, or it is of another kind */
    public static Ratios read(Path file) throws IOException {
        return JSON.readValue(file.toFile(), new TypeReference<Ratios>() {});
    }

    public void write(Path file) throws IOException {
        JSON.writeValue(file.toFile(), this);
    }

    /**
     * What takes longer than in an earlier run, by more than the intervals of both allow for; a sentence each.
     *
     * @throws IllegalArgumentException if the earlier run is of another kind
     */
    public List<String> slowerThan(Ratios earlier) {
        if (!beside.equals(earlier.beside)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "The earlier figures are ratios to '%s', these to '%s'.%nMaybe they are of another command?",
                    earlier.beside,
                    beside));
        }
        List<String> sentences = new ArrayList<>();
        byName.forEach((name, now) -> {
            Spread then = earlier.byName.get(name);
            if (then != null && now.low() > then.high()) {
                sentences.add(sentence(name, then, now));
            }
        });
        return sentences;
    }

    /** What the earlier run measured and this one did not: nobody can say that it is no slower. */
    public List<String> missing(Ratios earlier) {
        return earlier.byName.keySet().stream()
                .filter(name -> !byName.containsKey(name))
                .toList();
    }

    private static String sentence(String name, Spread then, Spread now) {
        return String.format(
                Locale.ROOT,
                "%s: %.2f times as long as before, %s instead of %s",
                name,
                now.median() / then.median(),
                now.text("%.3g"),
                then.text("%.3g"));
    }
}
