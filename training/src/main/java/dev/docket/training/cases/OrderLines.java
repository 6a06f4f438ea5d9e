package dev.docket.training.cases;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.docket.sample.PastOrder;
import dev.docket.training.config.TrainingException;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.function.Consumer;

/** Orders with outcomes as a file: one JSON object {@code {snapshot, outcome, group}} a line (NDJSON). */
public final class OrderLines {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            // The components of the records and nothing that is computed from them.
            .visibility(PropertyAccessor.GETTER, Visibility.NONE)
            .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private OrderLines() {}

    /** @throws TrainingException if a line is no such object, with the line number, or the file cannot be read */
    public static void read(Path file, Consumer<PastOrder> each) {
        int number = 0;
        try (var lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                each.accept(JSON.readValue(line, PastOrder.class));
            }
        } catch (JsonProcessingException wrong) {
            throw new TrainingException(
                    String.format(Locale.ROOT, "%s:%d: %s", file.getFileName(), number, wrong.getOriginalMessage()),
                    wrong);
        } catch (IOException unreadable) {
            throw new TrainingException("%s cannot be read: %s".formatted(file, unreadable), unreadable);
        }
    }

    public static void write(Iterator<PastOrder> orders, Writer to) throws IOException {
        while (orders.hasNext()) {
            to.write(JSON.writeValueAsString(orders.next()));
            to.write('\n');
        }
    }
}
