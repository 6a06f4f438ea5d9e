package dev.docket.training.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.docket.order.OrderSnapshot;
import dev.docket.sample.PastOrder;
import dev.docket.training.mapping.source.MappingException;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as spreadsheets and order systems write them. */
class RealFilesTest {
    private static final String MAPPING = """
            name: shop
            columns: {order: text, qty: decimal, price: decimal, at: timestamp, promised: date, cur: text}
            group: [order]
            share: {column: order}
            order:
              checkpoint: RELEASE
              asOf: {column: at}
              order.orderId: {column: order}
              requestId: {concat: [shop-, {column: order}]}
              order.currency: {column: cur}
              order.promisedDeliveryDate: {column: promised}
              order.netAmount: {sum: {product: [{column: qty}, {column: price}]}}
              customer.customerId: nobody
              order.lines[].lineId: {position: row}
              order.lines[].itemId: pen
              order.lines[].orderedQty: {column: qty}
              order.lines[].unitPrice: {column: price}
            """;
    private static final String DATA = """
            order,qty,price,at,promised,cur
            7,2,1.50,2026-03-02T08:00,2026-03-09,EUR
            7,1,4,2026-03-02T08:00,2026-03-09,EUR
            8,3,4,2026-03-03T08:00,2026-03-10,EUR
            """;

    @TempDir
    Path folder = Path.of(".");

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void the_separator_is_found_by_the_header(String separator) throws IOException {
        assertThat(orders(MAPPING, DATA.replace(",", separator))).isEqualTo(orders(MAPPING, DATA));
    }

    @Test
    void a_byte_order_mark_blanks_around_names_and_blank_lines_at_the_end_do_no_harm() throws IOException {
        String excel = "\uFEFF" + DATA.replace(",", ";").replace("order;qty", "order ; qty") + "\n\n";
        assertThat(orders(MAPPING, excel)).isEqualTo(orders(MAPPING, DATA));
        Path packed = folder.resolve("data.csv.gz");
        try (var writer =
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(packed)), StandardCharsets.UTF_8)) {
            writer.write(excel);
        }
        assertThat(read(MAPPING, packed)).isEqualTo(orders(MAPPING, DATA));
    }

    @Test
    void a_file_in_utf_16_is_refused_with_what_to_do() throws IOException {
        Path file = Files.write(folder.resolve("data.csv"), DATA.getBytes(StandardCharsets.UTF_16));
        assertThatThrownBy(() -> read(MAPPING, file)).hasMessageContaining("is UTF-16: save it as UTF-8");
    }

    @Test
    void a_decimal_comma_is_read_where_the_mapping_says_so_and_refused_elsewhere() throws IOException {
        String comma = DATA.replace(",", ";").replace("1.50", "1.001,50");
        assertThat(orders(MAPPING + "decimal: comma\n", comma)
                        .getFirst()
                        .order()
                        .netAmount())
                .isEqualByComparingTo("2007");
        assertThatThrownBy(() -> orders(MAPPING, comma)).hasMessageContaining("column 'price': '1.001,50' is not a");
        assertThatThrownBy(() -> orders(MAPPING + "decimal: comma\n", DATA.replace(",", ";")))
                .hasMessageContaining("column 'price': '1.50' is not a decimal");
        assertThatThrownBy(() -> orders(MAPPING + "decimal: komma\n", DATA))
                .hasMessageContaining("mapping.yaml:18: unknown decimal mark 'komma'. Known: point, comma");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-02T08:00, 2026-03-02T08:00:00Z",
        "2026-03-02 08:00:30, 2026-03-02T08:00:30Z",
        "2026-03-02T08:00:00Z, 2026-03-02T08:00:00Z",
        "2026-03-02T08:00:00.250+02:00, 2026-03-02T06:00:00.250Z",
        "02.03.2026 08:00, 2026-03-02T08:00:00Z",
        "2.3.2026 08:00:00, 2026-03-02T08:00:00Z"
    })
    void a_timestamp_may_have_a_blank_dots_and_an_offset(String cell, Instant instant) throws IOException {
        assertThat(orders(MAPPING, DATA.replace("2026-03-02T08:00", cell))
                        .getFirst()
                        .asOf())
                .isEqualTo(instant);
    }

    @Test
    void a_date_with_dots_is_day_month_year_and_one_with_slashes_is_refused() throws IOException {
        assertThat(orders(MAPPING, DATA.replace("2026-03-09", "9.03.2026"))
                        .getFirst()
                        .order()
                        .promisedDeliveryDate())
                .isEqualTo(LocalDate.of(2026, 3, 9));
        for (String wrong : List.of("03/09/2026", "31.02.2026", "09.03.26")) {
            assertThatThrownBy(() -> orders(MAPPING, DATA.replace("2026-03-09", wrong)))
                    .hasMessageContaining("row 2, column 'promised': '%s' is not a date", wrong);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "8,3,4 | 8,0,4 | column 'qty': order.lines[0].orderedQty '0' must be more than 0",
                "8,3,4 | 8,3,-4 | column 'price': order.lines[0].unitPrice '-4' must be 0 or more",
                "03-10,EUR | 03-10,EURO | column 'cur': order.currency 'EURO' must be an ISO 4217 currency code",
                "8,3,4 | 8,,4 | column 'qty': order.lines[0].orderedQty is required but absent"
            })
    void what_the_service_would_refuse_is_refused_with_row_and_column(String from, String to, String problem) {
        assertThatThrownBy(() -> orders(MAPPING, DATA.replace(from, to)))
                .isInstanceOf(MappingException.class)
                .hasMessageContaining("data.csv: 1 of 2 orders cannot be used")
                .hasMessageContaining("data.csv: row 4, ")
                .hasMessageContaining(problem);
    }

    @Test
    void a_mistake_in_a_line_names_the_row_of_the_line() {
        assertThatThrownBy(() -> orders(MAPPING, DATA.replace("7,1,4", "7,0,4")))
                .hasMessageContaining("row 3, column 'qty': order.lines[1].orderedQty '0'");
    }

    @Test
    void a_few_bad_orders_are_left_out_whole_counted_and_listed() throws IOException {
        String data = many(200, i -> i == 70 ? "three" : "3");
        try (MappedOrders orders = mapping(MAPPING).open(data(data))) {
            List<PastOrder> all = orders.stream().toList();
            assertThat(all).hasSize(199).noneMatch(order -> order.group().equals("70"));
            assertThat(orders.refused())
                    .containsExactly(
                            "data.csv: 1 of 200 orders cannot be used",
                            "data.csv: row 72, column 'qty': 'three' is not a decimal");
        }
    }

    @Test
    void more_bad_orders_than_the_stated_share_are_refused_with_the_first_of_them() throws IOException {
        String data = many(200, i -> i % 2 == 0 ? "three" : "3");
        assertThatThrownBy(() -> orders(MAPPING, data))
                .hasMessageContaining("100 of 200 orders cannot be used")
                .hasMessageContaining("row 40, column 'qty'")
                .hasMessageNotContaining("row 42,")
                .hasMessageContaining("and 80 more mistakes")
                .hasMessageContaining("more than a share of 0.01");
        assertThat(orders(MAPPING + "badOrders: 0.5\n", data)).hasSize(100);
        assertThatThrownBy(() -> orders(MAPPING + "badOrders: 5\n", data))
                .hasMessageContaining("mapping.yaml:18: '5' is not a share between 0 and 1");
    }

    private static String many(int count, Function<Integer, String> quantity) {
        return IntStream.range(0, count)
                .mapToObj(i ->
                        String.format(Locale.ROOT, "%d,%s,4,2026-03-03T08:00,2026-03-10,EUR%n", i, quantity.apply(i)))
                .collect(Collectors.joining("", "order,qty,price,at,promised,cur\n", ""));
    }

    private List<OrderSnapshot> orders(String mapping, String data) throws IOException {
        return read(mapping, data(data));
    }

    private List<OrderSnapshot> read(String mapping, Path data) throws IOException {
        try (MappedOrders orders = mapping(mapping).open(data)) {
            return orders.stream().map(PastOrder::snapshot).toList();
        }
    }

    private Mapping mapping(String text) throws IOException {
        return Mapping.read(Files.writeString(folder.resolve("mapping.yaml"), text));
    }

    private Path data(String text) throws IOException {
        return Files.writeString(folder.resolve("data.csv"), text);
    }
}
