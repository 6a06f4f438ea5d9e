package dev.docket.training.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.docket.sample.PastOrder;
import dev.docket.sample.SampleOrders;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderLinesTest {
    private static final Path SAMPLE = Path.of("training/sample.ndjson");

    @TempDir
    Path folder = Path.of(".");

    @Test
    void the_committed_sample_is_what_the_generator_makes() throws IOException {
        StringWriter made = new StringWriter();
        OrderLines.write(SampleOrders.sampleFile().iterator(), made);
        if (Boolean.getBoolean("it.update")) {
            Files.writeString(SAMPLE, made.toString());
        }
        // Not compared by AssertJ: it would print a megabyte.
        assertThat(Files.readString(SAMPLE).equals(made.toString()))
                .as(
                        "training/sample.ndjson is as generated; if not, make it again with JAVA_TOOL_OPTIONS=-Dit.update=true")
                .isTrue();
    }

    @Test
    void orders_survive_the_way_through_the_file() throws IOException {
        List<PastOrder> orders = SampleOrders.history(5).limit(300).toList();
        Path file = folder.resolve("orders.ndjson");
        try (var writer = Files.newBufferedWriter(file)) {
            OrderLines.write(orders.iterator(), writer);
        }
        List<PastOrder> read = new ArrayList<>();
        OrderLines.read(file, read::add);
        assertThat(read).isEqualTo(orders);
    }

    @Test
    void a_wrong_line_is_reported_with_its_number() throws IOException {
        Path file = Files.writeString(folder.resolve("orders.ndjson"), "{\"group\": \"a\", \"snapshoot\": {}}\n");
        assertThatThrownBy(() -> OrderLines.read(file, order -> {})).hasMessageContaining("orders.ndjson:1: ");
    }
}
