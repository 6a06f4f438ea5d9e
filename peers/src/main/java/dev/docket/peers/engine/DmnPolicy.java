package dev.docket.peers.engine;

import java.util.LinkedHashMap;
import java.util.Map;

/** The policy as a DMN decision table that collects the code of every row that matches. */
final class DmnPolicy {
    static final String NAMESPACE = "https://docket.dev/peers";
    static final String MODEL = "policy";

    private static final Map<String, String> COLUMNS = columns();
    private static final Map<String, Map<String, String>> ROWS = rows();

    private DmnPolicy() {}

    private static Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("net", "order.netAmount");
        columns.put("over", "customer.credit.exposure + order.netAmount - customer.credit.limit");
        columns.put("near", "customer.credit.exposure + order.netAmount - customer.credit.limit * 0.9");
        columns.put("days", "customer.credit.oldestOverdueDays");
        columns.put("overdue", "customer.credit.overdueAmount");
        columns.put("dunning", "customer.credit.dunningLevel");
        columns.put("account", "customer.accountStatus");
        columns.put("pays", "order.paymentMethod");
        columns.put("discount", "order.discountPct");
        columns.put("segment", "customer.segment");
        columns.put("orders", "customer.history.lifetimeOrders");
        columns.put("returns", "customer.history.returnRate");
        columns.put("screening", "screening.status");
        columns.put("address", "shipTo.validation");
        columns.put("box", "shipTo.poBox");
        columns.put("mode", "shipment.mode");
        columns.put("tooHeavy", "shipment.weightKg - shipment.carrierMaxWeightKg");
        columns.put("short", some("line.availableQty < line.orderedQty"));
        columns.put("belowCost", some("line.unitPrice < line.unitCost"));
        columns.put("cargoOnly", some("line.hazmat.cargoAircraftOnly = true"));
        columns.put("blocked", some("line.lot.status = \"QUARANTINE\" or line.lot.status = \"RECALLED\""));
        columns.put("unusual", some("line.orderedQty > line.meanQty90d * 3"));
        return columns;
    }

    private static Map<String, Map<String, String>> rows() {
        Map<String, Map<String, String>> rows = new LinkedHashMap<>();
        rows.put("large-order", Map.of("net", "> 50000"));
        rows.put("small-order", Map.of("net", "< 50"));
        rows.put("credit-limit-exceeded", Map.of("over", "> 0"));
        rows.put("credit-limit-near", Map.of("near", "> 0", "over", "<= 0"));
        rows.put("past-due", Map.of("days", "> 30", "overdue", "> 500"));
        rows.put("dunned", Map.of("dunning", ">= 3"));
        rows.put("account-on-hold", Map.of("account", "\"HOLD\""));
        rows.put("cash-only", Map.of("account", "\"COD_ONLY\"", "pays", "\"ON_ACCOUNT\""));
        rows.put("discount-high", Map.of("discount", "> 15", "segment", "\"B\", \"C\""));
        rows.put("first-orders-large", Map.of("orders", "< 3", "net", "> 5000"));
        rows.put("returns-many", Map.of("returns", "> 0.2"));
        rows.put("screening-hit", Map.of("screening", "\"POTENTIAL_MATCH\", \"MATCH\""));
        rows.put("address-unsure", Map.of("address", "\"AMBIGUOUS\", \"INVALID\""));
        rows.put("po-box-freight", Map.of("box", "true", "mode", "\"LTL\", \"FTL\""));
        rows.put("shipment-too-heavy", Map.of("tooHeavy", "> 0"));
        rows.put("stock-short", Map.of("short", "true"));
        rows.put("below-cost", Map.of("belowCost", "true"));
        rows.put("hazmat-on-passenger-plane", Map.of("cargoOnly", "true", "mode", "\"AIR_PASSENGER\""));
        rows.put("lot-blocked", Map.of("blocked", "true"));
        rows.put("quantity-unusual", Map.of("unusual", "true"));
        return rows;
    }

    private static String some(String condition) {
        return "some line in order.lines satisfies (" + condition + ")";
    }

    /** The model as DMN 1.3, which both engines read. */
    static String xml() {
        StringBuilder xml = new StringBuilder("""
                <?xml version="1.0" encoding="UTF-8"?>
                <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="model" name="policy" namespace="%s">
                """.formatted(NAMESPACE));
        StringBuilder needs = new StringBuilder();
        for (String input : new String[] {"order", "customer", "screening", "shipTo", "shipment"}) {
            xml.append("<inputData id=\"%s_in\" name=\"%s\"><variable name=\"%s\"/></inputData>\n"
                    .formatted(input, input, input));
            needs.append(
                    "<informationRequirement id=\"%s_need\"><requiredInput href=\"#%s_in\"/></informationRequirement>\n"
                            .formatted(input, input));
        }
        xml.append("<decision id=\"policy\" name=\"policy\"><variable name=\"policy\"/>\n")
                .append(needs)
                .append("<decisionTable id=\"table\" hitPolicy=\"COLLECT\">\n");
        COLUMNS.forEach((id, expression) ->
                xml.append("<input id=\"%s\"><inputExpression id=\"%s_e\"><text>%s</text></inputExpression></input>\n"
                        .formatted(id, id, escaped(expression))));
        xml.append("<output id=\"code\" name=\"code\" typeRef=\"string\"/>\n");
        ROWS.forEach((code, cells) -> {
            xml.append("<rule id=\"r_%s\">".formatted(code));
            COLUMNS.keySet()
                    .forEach(column -> xml.append("<inputEntry id=\"%s_%s\"><text>%s</text></inputEntry>"
                            .formatted(code, column, escaped(cells.getOrDefault(column, "-")))));
            xml.append("<outputEntry id=\"%s_out\"><text>\"%s\"</text></outputEntry></rule>\n".formatted(code, code));
        });
        return xml.append("</decisionTable></decision></definitions>").toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
