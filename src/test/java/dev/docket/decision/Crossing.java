package dev.docket.decision;

import dev.docket.fixture.AlteredOrder;
import dev.docket.order.Customer;
import dev.docket.order.Line;
import dev.docket.order.Order;
import dev.docket.order.OrderSnapshot;
import dev.docket.order.RequestPath;
import dev.docket.order.Settled;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Takes a field of one order over into another, or leaves it out: the steps of a search among orders. */
final class Crossing {
    private static final List<String> FIELDS = fields();

    private final SplittableRandom random;

    Crossing(SplittableRandom random) {
        this.random = random;
    }

    private static List<String> fields() {
        List<String> fields = new ArrayList<>(List.of("shipTo", "screening", "shipment", "warehouse", "holds"));
        collect("customer.", Customer.class, fields);
        collect("order.", Order.class, fields);
        collect("order.lines[].", Line.class, fields);
        fields.removeAll(List.of("customer.customerId", "order.orderId", "order.lines", "order.lines[].lineId"));
        return List.copyOf(fields);
    }

    private static void collect(String prefix, Class<?> record, List<String> fields) {
        Settled.Components.ofRequest(record).map(RecordComponent::getName).forEach(name -> fields.add(prefix + name));
    }

    /** The order with one field of the donor, or without that field where it may be absent. */
    OrderSnapshot step(OrderSnapshot order, OrderSnapshot donor) {
        String field = FIELDS.get(random.nextInt(FIELDS.size()));
        boolean isRequired = field.endsWith(".itemId") || field.endsWith(".orderedQty");
        Object value = random.nextInt(4) == 0 && !isRequired ? null : of(donor, field);
        if (!field.contains("[]")) {
            return AlteredOrder.of(order, field, value);
        }
        int lines = order.order().lines().size();
        boolean all = random.nextBoolean();
        int one = random.nextInt(lines);
        OrderSnapshot altered = order;
        for (int i : IntStream.range(0, Math.min(lines, 5))
                .filter(i -> all || i == one)
                .toArray()) {
            altered = AlteredOrder.of(altered, field.replace("[]", "[" + i + "]"), value);
        }
        return altered;
    }

    private static @Nullable Object of(OrderSnapshot order, String field) {
        List<@Nullable Object> found = new ArrayList<>();
        RequestPath.of(field).visit(order, 0, (path, value) -> found.add(value));
        return found.isEmpty() ? null : found.get(0);
    }
}
