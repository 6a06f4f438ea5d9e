package dev.docket.training.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.docket.order.Line;
import dev.docket.sample.PastOrder;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappingTest {
    private static final String MAPPING = """
            name: shop
            columns:
              order: text
              item: text
              qty: decimal
              price: decimal
              at: timestamp
              land: text
            tables:
              odd: {Nowhere: DE}
            group: [order]
            share: {column: order}
            skip:
              - row: [{value: {column: qty}, below: 1}]
                because: nothing ordered
            order:
              checkpoint: RELEASE
              asOf: {column: at}
              order.orderId: {id: {column: order}}
              requestId: {id: {concat: [shop-, {column: order}]}}
              order.currency: EUR
              order.createdAt: {column: at}
              order.netAmount: {sum: {product: [{column: qty}, {column: price}]}}
              shipTo.country: {country: {column: land}, exceptions: odd}
              customer.customerId: nobody
              order.lines[].lineId: {position: row}
              order.lines[].itemId: {id: {column: item}}
              order.lines[].orderedQty: {column: qty}
              order.lines[].unitPrice: {column: price}
            enrich:
              - path: order.lines[].unitCost
                value: {product: [{field: "order.lines[].unitPrice"}, 0.5]}
                why: half the price
              - path: order.lines[].substitutes[0].itemId
                value: absent
                why: none
            """;
    private static final String DATA = """
            order,item,qty,price,at,land
            7,blue pen,2,1.50,2026-03-02T08:00,Germany
            7,red pen,0,1.50,2026-03-02T08:00,Germany
            7,ink,1,4,2026-03-02T08:00,Germany
            8,ink,3,4,2026-03-03T08:00,Nowhere
            """;

    @TempDir
    Path folder = Path.of(".");

    @Test
    void consecutive_rows_of_a_group_become_one_order() throws IOException {
        try (MappedOrders orders = mapping(MAPPING).open(data(DATA))) {
            List<PastOrder> all = orders.stream().toList();
            assertThat(all).extracting(PastOrder::group).containsExactly("7", "8");
            var first = all.getFirst().snapshot();
            assertThat(first.requestId()).isEqualTo("shop-7");
            assertThat(first.asOf()).isEqualTo(Instant.parse("2026-03-02T08:00:00Z"));
            assertThat(first.order().netAmount()).isEqualByComparingTo("7");
            assertThat(first.order().lines())
                    .extracting(Line::lineId, Line::itemId, Line::unitCost)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("1", "blue-pen", null),
                            org.assertj.core.groups.Tuple.tuple("2", "ink", null));
            assertThat(orders.skipped()).containsExactly(java.util.Map.entry("row: nothing ordered", 1L));
        }
    }

    @Test
    void made_up_values_come_only_when_asked_for_and_are_listed() throws IOException {
        Mapping mapping = mapping(MAPPING);
        assertThat(mapping.enrichments()).contains(new Enrichment("order.lines[].unitCost", "half the price"));
        try (MappedOrders orders = mapping.openEnriched(data(DATA))) {
            Line line = orders.next().snapshot().order().lines().getFirst();
            assertThat(line.unitCost()).isEqualByComparingTo(new BigDecimal("0.75"));
            assertThat(line.substitutes()).isEmpty();
        }
    }

    @Test
    void a_mistake_in_the_mapping_is_reported_with_file_and_line() {
        assertThatThrownBy(() -> mapping(MAPPING.replace("group: [order]", "grope: [order]")))
                .hasMessageContaining("mapping.yaml:11: unknown field 'grope'. Did you mean 'group'?");
        assertThatThrownBy(() -> mapping(MAPPING.replace("{column: land}", "{column: lnd}")))
                .hasMessageContaining("mapping.yaml:24: unknown column 'lnd'");
        assertThatThrownBy(() -> mapping(MAPPING.replace("order.netAmount:", "order.netAmout:")))
                .hasMessageContaining("mapping.yaml:23: unknown target path 'order.netAmout': there is no 'netAmout'");
        assertThatThrownBy(() -> mapping(MAPPING.replace("{sum:", "{summ:")))
                .hasMessageContaining("mapping.yaml:23: unknown operation [summ]");
        assertThatThrownBy(() -> mapping(MAPPING.replace("qty: decimal", "qty: number")))
                .hasMessageContaining("mapping.yaml:5: unknown type 'number'");
        assertThatThrownBy(() -> mapping(MAPPING + "name: again\n")).hasMessageContaining("'name' is given twice");
        assertThatThrownBy(() -> mapping("name: [shop")).hasMessageContaining("mapping.yaml:");
    }

    @Test
    void all_mistakes_in_the_mapping_are_reported_at_once() {
        String wrong = MAPPING.replace("qty: decimal", "qty: number")
                .replace("group: [order]", "grope: [order]")
                .replace("{column: land}", "{column: lnd}")
                .replace("{sum:", "{summ:");
        assertThatThrownBy(() -> mapping(wrong))
                .hasMessageContaining("mapping.yaml:1: 'group' is missing")
                .hasMessageContaining("mapping.yaml:5: unknown type 'number'")
                .hasMessageContaining("mapping.yaml:11: unknown field 'grope'")
                .hasMessageContaining("mapping.yaml:23: unknown operation [summ]")
                .hasMessageContaining("mapping.yaml:24: unknown column 'lnd'");
    }

    @Test
    void a_mistake_in_the_data_is_reported_with_row_and_column() {
        assertThatThrownBy(() -> drain(DATA.replace("8,ink,3", "8,ink,three")))
                .hasMessageContaining("data.csv: row 5, column 'qty': 'three' is not a decimal");
        assertThatThrownBy(() -> drain(DATA.replace("Nowhere", "Atlantis")))
                .hasMessageContaining("data.csv: row 5, column 'land': ")
                .hasMessageContaining("'Atlantis' is not a country name");
        assertThatThrownBy(() -> drain(DATA.replace("8,ink,3,4,", "8,ink,3,")))
                .hasMessageContaining("data.csv: row 5: 5 cells, where the header has 6");
        assertThatThrownBy(() -> drain(DATA.replace("item,", "article,")))
                .hasMessageContaining("there is no column 'item'");
        assertThatThrownBy(() -> drain(DATA.replace("8,ink,3", "8,,3"))).hasMessageContaining("is required but absent");
    }

    private void drain(String data) throws IOException {
        try (MappedOrders orders = mapping(MAPPING).open(data(data))) {
            orders.forEachRemaining(order -> {});
        }
    }

    private Mapping mapping(String text) throws IOException {
        return Mapping.read(Files.writeString(folder.resolve("mapping.yaml"), text));
    }

    private Path data(String text) throws IOException {
        return Files.writeString(folder.resolve("data.csv"), text);
    }
}
