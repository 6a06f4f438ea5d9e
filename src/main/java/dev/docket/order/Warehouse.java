package dev.docket.order;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The warehouse that is to ship. */
public record Warehouse(
        @Id @Nullable String nodeId, @Percentage @Nullable BigDecimal capacityUsedPct) {}
