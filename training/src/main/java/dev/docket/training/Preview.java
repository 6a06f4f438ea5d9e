package dev.docket.training;

import dev.docket.order.Order;
import dev.docket.order.OrderSnapshot;
import dev.docket.sample.Outcome;
import dev.docket.sample.PastOrder;
import dev.docket.training.cases.OrderLines;
import dev.docket.training.config.TrainingConfig;
import dev.docket.training.mapping.MappedOrders;
import dev.docket.training.mapping.Mapping;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Shows what a configuration reads before anything is trained: the first orders, and what is typical. */
public final class Preview {
    private static final int SHOWN = 10;
    private static final String ROW = "%-20s %-20s %-10s %14s %-8s %5s %-10s %s";

    private final Consumer<String> say;
    private final List<PastOrder> first = new ArrayList<>();
    private final SortedMap<String, List<BigDecimal>> values = new TreeMap<>();
    private long orders;
    private long outcomes;

    private Preview(Consumer<String> say) {
        this.say = say;
    }

    /**
     * Reads all inputs of a configuration.
     *
     * @throws dev.docket.training.config.TrainingException if the configuration is wrong
     * @throws dev.docket.training.mapping.source.MappingException if a mapping or its data is wrong; what could be read is
     *     shown before
     */
    public static void of(Path configFile, Consumer<String> say) {
        TrainingConfig config = TrainingConfig.read(configFile);
        for (TrainingConfig.Input input : config.inputs()) {
            Preview preview = new Preview(say);
            try {
                preview.read(input, configFile.toAbsolutePath());
            } finally {
                preview.show(config.typicalOrderValue());
            }
        }
    }

    private void read(TrainingConfig.Input input, Path config) {
        if (input.orders() != null) {
            OrderLines.read(config.resolveSibling(input.orders()), this::add);
            return;
        }
        Mapping mapping = Mapping.read(config.resolveSibling(String.valueOf(input.mapping())));
        if (!mapping.hasOutcome()) {
            say.accept("The mapping has no 'outcome:', so nothing can be learned from these orders.");
        }
        try (MappedOrders mapped = mapping.open(config.resolveSibling(String.valueOf(input.data())))) {
            mapped.forEachRemaining(this::add);
            mapped.skipped()
                    .forEach((reason, count) ->
                            say.accept(String.format(Locale.ROOT, "skipped %,d: %s", count, reason)));
            mapped.refused().forEach(say);
        }
    }

    private void add(PastOrder order) {
        orders++;
        outcomes += order.outcome() == null ? 0 : 1;
        if (first.size() < SHOWN) {
            first.add(order);
        }
        Order sold = order.snapshot().order();
        BigDecimal value = sold.netAmount();
        if (value != null && value.signum() > 0) {
            values.computeIfAbsent(
                            Objects.requireNonNullElse(sold.currency(), "no currency"), none -> new ArrayList<>())
                    .add(value);
        }
    }

    private void show(BigDecimal configured) {
        say.accept(String.format(
                Locale.ROOT,
                ROW,
                "order",
                "asOf",
                "promised",
                "net amount",
                "currency",
                "lines",
                "outcome",
                "supplier"));
        first.forEach(order -> say.accept(row(order).stripTrailing()));
        say.accept(String.format(Locale.ROOT, "%,d orders, %,d of them with an outcome", orders, outcomes));
        values.forEach((currency, amounts) -> say.accept(String.format(
                Locale.ROOT,
                "typical order value, the median of all %,d in %s: %s",
                amounts.size(),
                currency,
                median(amounts).toPlainString())));
        say.accept(
                "typicalOrderValue, %s, counts only before the first order: from then on, the median of the last 500 does"
                        .formatted(configured.toPlainString()));
    }

    private static String row(PastOrder past) {
        OrderSnapshot order = past.snapshot();
        return String.format(
                Locale.ROOT,
                ROW,
                order.order().orderId(),
                shown(order.asOf()),
                shown(order.order().promisedDeliveryDate()),
                order.order().netAmount() == null
                        ? "-"
                        : order.order().netAmount().toPlainString(),
                shown(order.order().currency()),
                order.order().lines().size(),
                past.outcome() == null ? "-" : outcome(past.outcome()),
                shown(order.order().lines().getFirst().supplierId()));
    }

    private static String shown(@Nullable Object value) {
        return value == null ? "-" : value.toString();
    }

    private static String outcome(Outcome outcome) {
        if (outcome.fraud()) {
            return "fraud";
        }
        return outcome.cancelled() ? "cancelled" : String.format(Locale.ROOT, "%+d days", outcome.daysLate());
    }

    private static BigDecimal median(List<BigDecimal> amounts) {
        Collections.sort(amounts);
        return amounts.get(amounts.size() / 2);
    }
}
