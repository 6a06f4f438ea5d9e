package dev.docket.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MapCommandTest {
    private static final String ORDER = """
            {"id": 7, "name": "#7", "created_at": "2026-03-02T10:00:00Z", "updated_at": "2026-03-02T10:00:00Z", "currency": "EUR",
             "subtotal_price": "119.00", "total_price": "119.00", "note": "ring twice",
             "line_items": [{"id": 1, "sku": "CUP", "quantity": 4, "price": "29.75"}]}
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private int map(String document, String... options) throws IOException {
        Path file = Files.writeString(folder.resolve("order.json"), document);
        String[] all = new String[options.length + 1];
        all[0] = file.toString();
        System.arraycopy(options, 0, all, 1, options.length);
        return new CommandLine(new MapCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all);
    }

    @Test
    void the_order_what_is_not_used_what_is_absent_and_the_decision_are_shown() throws IOException {
        assertThat(map(ORDER, "--mapping", "shopify-order", "--decide", "--models", "none"))
                .isZero();
        assertThat(out.toString())
                .contains("\"orderId\" : \"#7\"")
                .contains("absent: \n  order.purchaseOrderNo\n")
                .contains("not used: \n  /note\n")
                .contains("decision: ");
    }

    @Test
    void a_document_that_does_not_fit_is_told_with_the_place_of_every_problem() throws IOException {
        assertThat(map(ORDER.replace("\"EUR\"", "\"EURO\"").replace("29.75", "much"), "--mapping", "shopify-order"))
                .isEqualTo(1);
        assertThat(out.toString())
                .contains("/currency: must be an ISO 4217 currency code such as USD (order.currency)")
                .contains("/line_items/0/price: 'much' is not a number (order.lines[0].unitPrice)");
    }

    @Test
    void an_unknown_mapping_is_told_with_those_that_there_are() throws IOException {
        assertThat(map(ORDER, "--mapping", "shopify")).isEqualTo(1);
        assertThat(err.toString()).contains("there is no mapping 'shopify'").contains("x12-850");
    }
}
