package dev.docket.cli.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.access.Sender;
import dev.docket.bundle.active.Recalled;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.fixture.MaskingKeys;
import dev.docket.fixture.Pins;
import dev.docket.fixture.SmallBundle;
import dev.docket.journal.sqlite.SqliteJournal;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import dev.docket.service.DecisionMeter;
import dev.docket.service.Request;
import dev.docket.service.RequestReader;
import dev.docket.service.decide.AsDecided;
import dev.docket.service.decide.DecideOrder;
import dev.docket.service.decide.ReproduceAnswer;
import dev.docket.service.privacy.Masking;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DiscloseCommandTest {
    private static final String ORDER = """
            {"requestId":"r-1","checkpoint":"ENTRY",
             "order":{"orderId":"SO-1","currency":"USD","createdAt":"2026-03-02T09:00:00Z","netAmount":100,
              "lines":[{"lineId":"1","itemId":"a","orderedQty":10,"unitPrice":10}]},
             "customer":{"customerId":"C"}, "shipTo":{"name":"Ada","country":"US"}}""";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path data;

    private record Ran(int exitCode, String out, String err) {}

    @BeforeEach
    void decide() {
        record(ORDER, List.of("shipTo.name", "customer.customerId"));
    }

    @Test
    void the_order_that_was_decided_is_proved() throws IOException {
        Ran ran = disclose(ORDER);

        assertThat(ran.out())
                .contains("proved   customer.customerId = \"C\"", "proved   shipTo.name = \"Ada\"")
                .endsWith("All 2 masked values match this order.\nEverything else in it matches as well.\n");
        assertThat(ran.exitCode()).isZero();
    }

    @Test
    void another_order_is_not() throws IOException {
        Ran ran = disclose(ORDER.replace("Ada", "Eve"));

        assertThat(ran.out())
                .contains("DIFFERS  shipTo.name = \"Eve\"")
                .contains("1 of 2 masked values do not match this order, or the key is wrong.");
        assertThat(ran.exitCode()).isEqualTo(1);
    }

    @Test
    void what_cannot_be_disclosed_is_explained() throws IOException {
        record(ORDER.replace("r-1", "whole"), List.of());

        assertThat(disclose(ORDER.replace("r-1", "whole")).out()).startsWith("Nothing is masked in decision d-");
        assertThat(disclose(ORDER.replace("r-1", "r-9")).err())
                .contains("No decision is recorded for request r-9.", "--store");
        assertThat(disclose("{}").err()).contains("is not a valid order:", "requestId: is required");
        Ran withoutKey = disclose(ORDER, "none.key");
        assertThat(withoutKey.err()).contains("none.key cannot be used", "openssl rand -base64 32");
        assertThat(withoutKey.exitCode()).isEqualTo(1);
    }

    private Ran disclose(String order) throws IOException {
        return disclose(order, MaskingKeys.file(data, 1).toString());
    }

    private Ran disclose(String order, String key) throws IOException {
        Path file = Files.writeString(data.resolve("order.json"), order);
        var out = new StringWriter();
        var err = new StringWriter();
        int code = new CommandLine(new JournalCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute("disclose", "--data", data.toString(), "--request", file.toString(), "--key-file", key);
        return new Ran(code, out.toString(), err.toString());
    }

    private void record(String order, List<String> masked) {
        var reader = new RequestReader(new RecordReader());
        try (var journal = SqliteJournal.open(data)) {
            var deciding = new DecideOrder(
                    () -> Pins.eternal(SmallBundle.version("1")),
                    journal,
                    new ReproduceAnswer(digest -> new Recalled.Missing(), AsDecided.SHIPPED, reader),
                    Masking.of(masked, MaskingKeys.key(data, 1)),
                    Clock.systemUTC(),
                    DecisionMeter.NONE);
            var request = (Reading.Valid<Request>) reader.read(order.getBytes(StandardCharsets.UTF_8));
            deciding.decide(request.value(), TraceLevel.FIRED, Sender.named("anonymous"))
                    .toCompletableFuture()
                    .join();
        }
    }
}
