package dev.docket.peers.engine;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import dev.docket.order.OrderSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The same orders for every engine.
 *
 * @param json requests as Docket takes them
 */
public record Orders(List<String> json) {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    public Orders {
        json = List.copyOf(json);
    }

    /** Reads a file with an order a line. */
    public static Orders read(Path file) throws IOException {
        return new Orders(Files.readAllLines(file));
    }

    /** Writes them, an order a line. */
    public void write(Path file) throws IOException {
        Files.write(file, json);
    }

    public int size() {
        return json.size();
    }

    /** As Docket reads them. @throws IllegalStateException if one is not valid */
    List<OrderSnapshot> snapshots() {
        RecordReader reader = new RecordReader();
        return json.stream()
                .map(order -> switch (reader.json(OrderSnapshot.class, order.getBytes(StandardCharsets.UTF_8))) {
                    case Reading.Valid<OrderSnapshot> valid -> valid.value();
                    case Reading.Invalid<OrderSnapshot> invalid ->
                        throw new IllegalStateException(invalid.problems().toString());
                })
                .toList();
    }

    /** The records of each order, for engines that match facts: lines are facts, too. */
    List<List<Object>> facts() {
        return snapshots().stream().map(Orders::facts).toList();
    }

    private static List<Object> facts(OrderSnapshot order) {
        return Stream.concat(
                        Stream.<Object>of(
                                order.order(),
                                order.customer(),
                                Objects.requireNonNull(order.customer().credit()),
                                Objects.requireNonNull(order.customer().history()),
                                Objects.requireNonNull(order.screening()),
                                Objects.requireNonNull(order.shipTo()),
                                Objects.requireNonNull(order.shipment())),
                        order.order().lines().stream())
                .toList();
    }

    /** Objects as maps, for engines that evaluate expressions over names. */
    List<Map<String, Object>> maps() {
        return json.stream().map(Orders::map).toList();
    }

    private static Map<String, Object> map(String order) {
        try {
            return MAPPER.readValue(order, new TypeReference<Map<String, Object>>() {});
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
