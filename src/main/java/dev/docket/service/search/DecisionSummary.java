package dev.docket.service.search;

import dev.docket.journal.record.AttributeFacets;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Facet;
import dev.docket.journal.record.Position;
import dev.docket.journal.record.Recorded;
import dev.docket.json.JsonWriter;
import dev.docket.service.decide.Splice;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;

/** A recorded decision in one line: its search keys, without request and answer. */
public record DecisionSummary(Recorded<DecisionEntry> recorded) {
    /** The column names of {@link #cells}. */
    public static final List<String> COLUMNS = Stream.of(
                    Stream.of("decisionId", "requestId", "decidedAt"),
                    Arrays.stream(Facet.values()).map(Facet::label),
                    Stream.of(
                            "bundleDigest",
                            "modelDigest",
                            "caller",
                            "stream",
                            "sequence",
                            "hash",
                            "masked",
                            "attributes"))
            .flatMap(names -> names)
            .toList();

    /** The attributes that it is found by, by request path. */
    public SortedMap<String, String> attributes() {
        return recorded.entry().facets().attributes();
    }

    /** As JSON. */
    public byte[] json() {
        DecisionEntry entry = recorded.entry();
        JsonWriter json = new JsonWriter(1024)
                .beginObject()
                .field("decisionId", entry.decisionId())
                .field("requestId", entry.requestId())
                .field("decidedAt", entry.at());
        for (Facet facet : Facet.values()) {
            json.field(facet.label(), facet.value(entry.facets()));
        }
        if (!attributes().isEmpty()) {
            json.field("attributes", attributes());
        }
        return json.field("bundleDigest", entry.bundleDigest())
                .field("modelDigest", entry.modelDigestText())
                .field("caller", entry.caller())
                .name("record")
                .json(Splice.record(recorded))
                .endObject()
                .bytes();
    }

    /** As the cells of a table row. */
    public List<String> cells() {
        DecisionEntry entry = recorded.entry();
        Position position = recorded.position();
        return Stream.of(
                        Stream.of(
                                entry.decisionId().text(),
                                entry.requestId(),
                                entry.at().toString()),
                        Arrays.stream(Facet.values()).map(facet -> facet.text(entry.facets())),
                        Stream.of(
                                entry.bundleDigest().text(),
                                entry.modelDigestText(),
                                entry.caller(),
                                position.stream(),
                                Long.toString(position.sequence()),
                                position.hash().toString(),
                                String.join(" ", entry.masked()),
                                AttributeFacets.text(attributes())))
                .flatMap(cells -> cells)
                .toList();
    }
}
