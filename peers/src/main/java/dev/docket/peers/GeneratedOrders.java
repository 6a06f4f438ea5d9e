package dev.docket.peers;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.docket.peers.engine.Orders;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Orders from a seed, of 1 to 12 lines, that have every field the policy reads: engines differ in what absence means. Many values lie exactly on
 * a threshold or next to it. Amounts that are added are whole, so that engines with binary fractions compute the same.
 */
final class GeneratedOrders {
    private final SplittableRandom random;

    private GeneratedOrders(long seed) {
        random = new SplittableRandom(seed);
    }

    static Orders of(long seed, int many) {
        GeneratedOrders generated = new GeneratedOrders(seed);
        List<String> json = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            json.add(generated.order(i).toString());
        }
        return new Orders(json);
    }

    private ObjectNode order(int position) {
        int net = one(49, 50, 51, 1_000, 4_999, 5_000, 5_001, 12_000, 49_999, 50_000, 50_001);
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("requestId", "peer-" + position)
                .put("checkpoint", "RELEASE")
                .put("asOf", "2026-03-02T09:30:00Z");
        ObjectNode order = request.putObject("order")
                .put("orderId", "SO-" + position)
                .put("currency", "USD")
                .put("netAmount", net)
                .put("discountPct", one(0, 5, 10, 14, 15, 16))
                .put("paymentMethod", one("ON_ACCOUNT", "ON_ACCOUNT", "CARD", "PREPAID"));
        var lines = order.putArray("lines");
        int count = 1 + (random.nextInt(4) == 0 ? random.nextInt(12) : random.nextInt(4));
        for (int i = 0; i < count; i++) {
            line(lines.addObject(), i);
        }
        customer(request.putObject("customer"), net);
        request.putObject("shipTo")
                .put("country", "US")
                .put("poBox", rarely(10))
                .put("validation", one("VALID", "VALID", "VALID", "VALID", "CORRECTED", "AMBIGUOUS", "INVALID"));
        request.putObject("screening")
                .put("status", one("CLEAR", "CLEAR", "CLEAR", "CLEAR", "CLEAR", "POTENTIAL_MATCH", "MATCH"))
                .put("screenedAt", "2026-03-02T08:00:00Z");
        request.putObject("shipment")
                .put("carrier", "ACME")
                .put("mode", one("PARCEL", "PARCEL", "LTL", "FTL", "AIR", "AIR_PASSENGER"))
                .put("weightKg", one(20, 70, 999, 1_000, 1_001))
                .put("carrierMaxWeightKg", 1_000);
        return request;
    }

    private void customer(ObjectNode customer, int net) {
        int limit = 1_000 * one(10, 20, 50, 100, 200);
        int used = one(limit / 2, limit / 2, limit / 3, limit * 9 / 10, limit * 9 / 10 + 1, limit, limit + 1);
        customer.put("customerId", "C-" + random.nextInt(1_000))
                .put("segment", one("A", "B", "C"))
                .put("accountStatus", one("ACTIVE", "ACTIVE", "ACTIVE", "ACTIVE", "ACTIVE", "HOLD", "COD_ONLY"));
        customer.putObject("credit")
                .put("currency", "USD")
                .put("limit", limit)
                .put("exposure", used - net)
                .put("overdueAmount", one(0, 0, 499, 500, 501, 9_000))
                .put("oldestOverdueDays", one(0, 0, 29, 30, 31, 120))
                .put("dunningLevel", one(0, 0, 0, 1, 2, 3, 4));
        customer.putObject("history")
                .put("lifetimeOrders", one(0, 2, 3, 40, 40, 40, 200))
                .put("returnRate", new BigDecimal(one("0.01", "0.05", "0.1", "0.19", "0.2", "0.21")));
    }

    private void line(ObjectNode line, int position) {
        int mean = 1 + random.nextInt(40);
        int quantity = rarely(20) ? mean * 3 + random.nextInt(2) : 1 + random.nextInt(mean * 2);
        int cents = 500 + random.nextInt(50_000);
        line.put("lineId", String.valueOf(position + 1))
                .put("itemId", "item-" + random.nextInt(5_000))
                .put("orderedQty", quantity)
                .put("availableQty", rarely(12) ? quantity - 1 : quantity + random.nextInt(500))
                .put("meanQty90d", mean)
                .put("unitPrice", BigDecimal.valueOf(cents, 2))
                .put("unitCost", BigDecimal.valueOf(rarely(25) ? cents + random.nextInt(2) : cents * 7L / 10, 2));
        line.putObject("lot").put("status", rarely(30) ? one("QUARANTINE", "RECALLED") : "RELEASED");
        line.putObject("hazmat").put("cargoAircraftOnly", rarely(15));
    }

    private boolean rarely(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private int one(int... values) {
        return values[random.nextInt(values.length)];
    }

    private String one(String... values) {
        return values[random.nextInt(values.length)];
    }
}
