package dev.docket.demo;

import dev.docket.order.OrderSnapshot;
import dev.docket.sample.PastOrder;
import dev.docket.sample.SampleOrders;
import dev.docket.training.mapping.Enrichment;
import dev.docket.training.mapping.MappedOrders;
import dev.docket.training.mapping.Mapping;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds orders to send: real ones if the data sets are present, otherwise generated ones. */
final class OrderSources {
    static final String SAMPLE = "sample";
    private static final long SEED = 1;
    private static final DataSet SCMS = new DataSet("scms.yaml", "scms_dev.csv.gz");
    private static final DataSet ONLINE_RETAIL = new DataSet("online-retail.yaml", "online_retail.csv.gz");

    private record DataSet(String mapping, String file) {
        boolean isIn(DemoPlan plan) {
            return Files.isRegularFile(plan.dataSets().resolve(file));
        }
    }

    private OrderSources() {}

    /** The planned number of orders, spread evenly over the data sets as far as they reach. */
    static List<OrderSource> of(DemoPlan plan) {
        List<OrderSource> sources = new ArrayList<>();
        int wanted = plan.orders();
        if (SCMS.isIn(plan)) {
            int share = ONLINE_RETAIL.isIn(plan) ? wanted / 2 : wanted;
            sources.add(mapped(SCMS, plan, share));
            wanted -= sources.getFirst().orders().size();
        }
        if (ONLINE_RETAIL.isIn(plan)) {
            sources.add(mapped(ONLINE_RETAIL, plan, wanted));
        }
        return sources.isEmpty() ? List.of(generated(wanted)) : sources;
    }

    private static OrderSource mapped(DataSet dataSet, DemoPlan plan, int most) {
        Path file = plan.mappings().resolve(dataSet.mapping());
        Mapping mapping = Mapping.read(file);
        try (MappedOrders orders = mapping.openEnriched(plan.dataSets().resolve(dataSet.file()))) {
            List<OrderSnapshot> snapshots =
                    orders.stream().map(PastOrder::snapshot).limit(most).toList();
            return new OrderSource(
                    mapping.name(),
                    mapping.source(),
                    mapping.licence(),
                    mapping.enrichments().stream().map(Enrichment::path).toList(),
                    snapshots);
        }
    }

    private static OrderSource generated(int count) {
        return new OrderSource(
                SAMPLE,
                "generated orders",
                "",
                List.of(),
                SampleOrders.history(SEED).map(PastOrder::snapshot).limit(count).toList());
    }
}
