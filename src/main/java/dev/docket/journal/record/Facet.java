package dev.docket.journal.record;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The search keys of a decision: each declared here once, with name, column and value, in the order of a CSV export. */
public enum Facet {
    ORDER_ID("orderId", "order_id", Facets::orderId),
    CUSTOMER_ID("customerId", "customer_id", Facets::customerId),
    SEGMENT("segment", "segment", Facets::segment),
    WAREHOUSE("warehouse", "warehouse", Facets::warehouse),
    CHECKPOINT("checkpoint", "checkpoint", Facets::checkpoint),
    DISPOSITION("disposition", "disposition", Facets::disposition),
    PRIORITY("priority", "priority", Facets::priority),
    ORDER_VALUE("orderValue", "order_value", Facets::orderValue),
    CURRENCY("currency", "currency", Facets::currency),
    CODES("codes", "codes", facets -> List.copyOf(facets.codes())),
    RULE_IDS("ruleIds", "rule_ids", facets -> List.copyOf(facets.ruleIds()));

    private final String label;
    private final String column;

    @SuppressWarnings("ImmutableEnumChecker") // method references, without state
    private final Function<Facets, @Nullable Object> value;

    Facet(String label, String column, Function<Facets, @Nullable Object> value) {
        this.label = label;
        this.column = column;
        this.value = value;
    }

    /** Its name in JSON, in CSV and as a query parameter. */
    public String label() {
        return label;
    }

    /** Its column in an SQL store. */
    public String column() {
        return column;
    }

    /** A text, a {@link BigDecimal} or a list of ids; null for an order without a net amount. */
    public @Nullable Object value(Facets facets) {
        return value.apply(facets);
    }

    /** Its value as one text for stores and CSV: lists separated by spaces, amounts without exponent, empty if absent. */
    public String text(Facets facets) {
        return switch (value(facets)) {
            case null -> "";
            case BigDecimal amount -> amount.toPlainString();
            case List<?> words ->
                String.join(" ", words.stream().map(Object::toString).toList());
            case Object text -> text.toString();
        };
    }
}
