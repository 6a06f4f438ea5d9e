package dev.docket.priority.label;

import java.math.BigDecimal;
import java.util.List;

/**
 * What of the features depends on the deployment.
 *
 * @param typicalOrderValue what a typical order is worth, in the deployment's currency, above zero: values enter the
 *     model as multiples of it, so that a model survives another currency and size of business
 * @param productCategories the categories of goods that the model distinguishes; any other is unseen
 * @param suppliers the suppliers that the model distinguishes; all others are one
 */
public record FeatureSettings(BigDecimal typicalOrderValue, List<String> productCategories, List<String> suppliers) {
    public FeatureSettings {
        double value = typicalOrderValue.doubleValue();
        if (!(value > 0 && Double.isFinite(value))) {
            throw new IllegalArgumentException(
                    "typicalOrderValue (%s) must be above zero".formatted(typicalOrderValue));
        }
        productCategories = List.copyOf(productCategories);
        suppliers = List.copyOf(suppliers);
    }
}
