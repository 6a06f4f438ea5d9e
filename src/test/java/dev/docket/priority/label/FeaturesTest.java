package dev.docket.priority.label;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.fixture.AlteredOrder;
import dev.docket.order.OrderSnapshot;
import dev.docket.order.RequestPath;
import dev.docket.sample.SampleOrders;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FeaturesTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden-features.txt");
    private static final Features FEATURES =
            new Features(new FeatureSettings(new BigDecimal("10000"), List.of("ARV", "toys"), List.of("S1")));

    /** A change here is a change of what every trained model sees: it needs a new model version. */
    @Test
    void ten_orders_have_the_features_that_were_written_down() throws IOException {
        List<String> now = new ArrayList<>();
        for (OrderSnapshot order : SampleOrders.generate(1).limit(10).toList()) {
            now.add("# " + order.requestId());
            double[] columns = FEATURES.of(order).columns();
            for (int i = 0; i < columns.length; i++) {
                if (columns[i] != 0) {
                    now.add(FEATURES.columnNames().get(i) + " = " + columns[i]);
                }
            }
        }
        if (Boolean.getBoolean("it.update")) {
            Files.createDirectories(GOLDEN.resolveSibling("."));
            Files.write(GOLDEN, now);
        }
        assertThat(Files.readAllLines(GOLDEN)).isEqualTo(now);
    }

    @Test
    void column_names_are_unique_and_every_feature_names_its_source() {
        assertThat(FEATURES.columnNames()).doesNotHaveDuplicates();
        assertThat(FEATURES.features())
                .allSatisfy(feature -> assertThat(feature.sources()).isNotEmpty());
    }

    /** What masks a field relies on it: a feature that read more would reveal something masked. */
    @Test
    void the_features_are_computed_from_no_other_paths_than_they_name() {
        List<OrderSnapshot> orders = SampleOrders.generate(5)
                .filter(order -> order.order().lines().size() < 5)
                .limit(200)
                .toList();
        int altered = 0;
        List<String> unread = AlteredOrder.paths().stream()
                .filter(path -> !FEATURES.sources().contains(path))
                .toList();
        for (String path : unread) {
            Map<OrderSnapshot, Map.Entry<String, Object>> places = new LinkedHashMap<>();
            orders.forEach(order -> RequestPath.of(path).visit(order, (indexed, value) -> {
                if (value != null) {
                    places.putIfAbsent(order, Map.entry(indexed, value));
                }
            }));
            List<Map.Entry<String, Object>> values = List.copyOf(places.values());
            for (OrderSnapshot order : places.keySet()) {
                var place = Objects.requireNonNull(places.get(order));
                Object other = values.get((altered * 7 + 1) % values.size()).getValue();
                assertThat(FEATURES.of(AlteredOrder.of(order, place.getKey(), other))
                                .columns())
                        .as("%s of %s: %s, then %s", place.getKey(), order.requestId(), place.getValue(), other)
                        .isEqualTo(FEATURES.of(order).columns());
                altered++;
            }
        }
        assertThat(altered).isGreaterThan(2_000);
    }

    @Test
    void a_bare_order_has_its_absent_columns_set_and_only_finite_numbers() {
        OrderSnapshot bare = SampleOrders.generate(3)
                .filter(order -> order.shipment() == null && order.order().promisedDeliveryDate() == null)
                .findFirst()
                .orElseThrow();
        double[] columns = FEATURES.of(bare).columns();
        assertThat(Arrays.stream(columns).allMatch(Double::isFinite)).isTrue();
        List<String> names = FEATURES.columnNames();
        for (String absent : List.of("lead time absent", "mode absent", "lane late rate absent")) {
            assertThat(columns[names.indexOf(absent)]).as(absent).isEqualTo(1);
        }
    }
}
