package dev.docket.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.bundle.BundleLoader;
import dev.docket.priority.loss.ModelLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees who trains from a file of their own. */
class TrainCommandTest {
    private static final String MAPPING = """
            name: shop
            columns: {order: text, qty: decimal, price: decimal, day: date, late: decimal}
            group: [order]
            share: {column: order}
            order:
              checkpoint: RELEASE
              asOf: {column: day}
              order.orderId: {column: order}
              requestId: {concat: [shop-, {column: order}]}
              order.currency: EUR
              order.netAmount: {product: [{column: qty}, {column: price}]}
              customer.customerId: nobody
              order.lines[].lineId: {position: row}
              order.lines[].itemId: pen
              order.lines[].orderedQty: {column: qty}
            """;
    private static final String OUTCOME = "outcome: {daysLate: {column: late}}\n";

    @TempDir
    Path folder = Path.of(".");

    @Test
    void a_preview_shows_ten_orders_and_proposes_the_typical_value() throws IOException {
        Printed preview = Printed.by(new TrainCommand(), "--preview", config(MAPPING + OUTCOME, 30, "3"));
        assertThat(preview.text())
                .containsPattern("o9 +2026-03-02T00:00:00Z +- +27.0 +EUR +1 \\+3 days +-")
                .doesNotContain("o10 ")
                .contains("30 orders, 30 of them with an outcome")
                .contains("typical order value, the median of all 30 in EUR: 45.0")
                .contains("typicalOrderValue, 10000, counts only before the first order");
        assertThat(preview.exitCode()).isZero();
        assertThat(folder.resolve("models")).doesNotExist();
    }

    @Test
    void a_preview_of_a_bad_file_shows_what_could_be_read_and_then_what_could_not() throws IOException {
        Printed preview = Printed.by(new TrainCommand(), "--preview", config(MAPPING + OUTCOME, 30, "soon"));
        assertThat(preview.text())
                .contains("data.csv: 30 of 30 orders cannot be used", "row 2, column 'late': 'soon' is not a decimal");
        assertThat(preview.exitCode()).isOne();
    }

    @Test
    void a_mapping_without_an_outcome_says_so() throws IOException {
        Path config = config(MAPPING, 30, "3");
        assertThat(Printed.by(new TrainCommand(), config)).isEqualTo(new Printed(1, """
                        mapping.yaml has no 'outcome:', and without one there is nothing to learn from.
                        Add it, such as: outcome: {daysLate: {column: late}}
                        """));
        assertThat(Printed.by(new TrainCommand(), "--preview", config).text())
                .contains("The mapping has no 'outcome:'", "30 orders, 0 of them with an outcome");
    }

    @Test
    void the_written_folder_loads_as_the_message_says() throws IOException {
        Path sample = Files.createDirectories(folder.resolve("training"));
        Files.copy(Path.of("training/sample.ndjson"), sample.resolve("sample.ndjson"));
        Path config = Files.writeString(
                sample.resolve("sample.yaml"),
                Files.readString(Path.of("training/sample.yaml"))
                        .replace("../target/models/sample/priority", "../own models/priority"));
        Printed trained = Printed.by(new TrainCommand(), config);
        assertThat(trained.exitCode()).as(trained.text()).isZero();

        Path written = Path.of(found("wrote priority sample to (.*), sha256:", trained));
        Path models = Path.of(found("serve --models '(.*)' loads it", trained));
        assertThat(Objects.requireNonNull(
                                BundleLoader.load(Path.of("rules"), models).model())
                        .id())
                .isEqualTo(ModelLoader.loadLoss(written).id());
    }

    private static String found(String pattern, Printed printed) {
        Matcher matcher = Pattern.compile(pattern).matcher(printed.text());
        assertThat(matcher.find()).as(printed.text()).isTrue();
        return matcher.group(1);
    }

    private Path config(String mapping, int orders, String late) throws IOException {
        Files.writeString(folder.resolve("mapping.yaml"), mapping);
        StringBuilder data = new StringBuilder("order;qty;price;day;late\n");
        for (int i = 0; i < orders; i++) {
            data.append(String.format(Locale.ROOT, "o%d;%d;3.0;02.03.2026;%s\n", i, i == 0 ? 1 : i, late));
        }
        Files.writeString(folder.resolve("data.csv"), data);
        return Files.writeString(
                folder.resolve("shop.yaml"),
                Files.readString(Path.of("training/sample.yaml"))
                        .replace("orders: sample.ndjson", "mapping: mapping.yaml\n    data: data.csv")
                        .replace("../target/models/sample/priority", "models/priority"));
    }
}
