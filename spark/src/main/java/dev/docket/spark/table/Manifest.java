package dev.docket.spark.table;

import dev.docket.json.JsonWriter;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import dev.docket.service.replay.Selection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an export holds: {@code manifest.json} beside the tables.
 *
 * @param version of the tables; another one cannot be read
 * @param until what was received at or after this time is left out
 * @param values the selection of decisions, by name; empty for all
 * @param from the start of the period that was asked for
 * @param to its end
 * @param first when the first decision was received
 * @param last when the last one was
 */
public record Manifest(
        int version,
        Instant until,
        List<Value> values,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Instant first,
        @Nullable Instant last,
        long decisions,
        long verdicts,
        long outcomes,
        List<KeptBundle> bundles,
        List<KeptSnapshot> snapshots) {
    /** The file's name. */
    public static final String FILE = "manifest.json";

    static final int VERSION = 1;

    /** A criterion. */
    public record Value(String name, String value) {}

    /**
     * A bundle that an exported record names.
     *
     * @param isKept whether there was one with this digest
     * @param problem why it cannot be used, if so; then the export does not have it, either
     */
    public record KeptBundle(
            String digest, boolean isKept, @Nullable String problem) {}

    /** A reference snapshot that an exported record names, and whether it was kept. */
    public record KeptSnapshot(String digest, boolean isKept) {}

    static List<Value> values(Selection selection) {
        return selection.values().entrySet().stream()
                .map(one -> new Value(one.getKey(), one.getValue()))
                .toList();
    }

    /** Which decisions were asked for. */
    public Selection selection() {
        TreeMap<String, String> all = new TreeMap<>();
        values.forEach(value -> all.put(value.name(), value.value()));
        return new Selection(all, Optional.ofNullable(from), Optional.ofNullable(to));
    }

    byte[] json() {
        return new JsonWriter().value(this).bytes();
    }

    /** @throws NoExportException if it is none, or of another version */
    static Manifest of(String place, byte[] json) {
        return switch (new RecordReader().json(Manifest.class, json)) {
            case Reading.Valid<Manifest> valid when valid.value().version() == VERSION -> valid.value();
            case Reading.Valid<Manifest> other ->
                throw new NoExportException(
                        "%s holds tables of version %s, and this Docket reads version %s.%nExport again."
                                .formatted(
                                        place, Integer.toString(other.value().version()), Integer.toString(VERSION)));
            case Reading.Invalid<Manifest> invalid ->
                throw new NoExportException("%s is not one of './docket export': %s"
                        .formatted(place, invalid.problems().getFirst()));
        };
    }
}
